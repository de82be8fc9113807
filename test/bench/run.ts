import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { benches, type Bench } from './benches.ts';
import { figure, type Figure } from './figure.ts';
import { table, type Line } from './table.ts';

/**
 * `npm run bench`: all benches one after another, each in a process of its own that is ended when its time is over, and one table of
 * what they found beside what it is held against. `npm run bench -- --only score --only cold` runs those alone. A bench that fails
 * or is ended is in the table as not measured, with what it had found until then, and the run ends with 1.
 */
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const unknown = (values.only ?? []).filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const chosen = Object.entries(benches).filter(([name]) => values.only?.includes(name) ?? true);

const lines: Line[] = [];
const loadBefore = load();
let failed = false;
for (const [name, bench] of chosen) {
  console.log(`\n— ${name}`);
  const { found, fault } = await measured(bench);
  lines.push(...found.map((each) => ({ bench: name, found: each })));
  const nothing = found.length === 0 ? 'the bench found nothing' : null;
  const why = fault ?? nothing;
  if (why === null) continue;
  failed = true;
  lines.push({ bench: name, found: why });
}
console.log(`\n${machine()}\n\n${table(lines)}`);
process.exitCode = failed ? 1 : 0;

/** What a bench told, and why it did not come to its end. */
function measured({ file, minutes }: Bench): Promise<Readonly<{ found: Figure[]; fault: string | null }>> {
  return new Promise((resolve) => {
    const found: Figure[] = [];
    // A group of its own, so that what it started ends with it.
    const child = fork(path.join(import.meta.dirname, file), { detached: true });
    const end = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    let late = false;
    const bound = setTimeout(() => {
      late = true;
      end();
    }, minutes * 60_000);
    child.on('message', (message) => found.push(figure.parse(message)));
    child.on('close', (code) => {
      clearTimeout(bound);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      const ended = late ? `ended after ${minutes} minutes` : `ended with ${code ?? 'a signal'}`;
      resolve({ found, fault: code === 0 ? null : ended });
    });
  });
}

/** Where it was measured, with which versions of what it is held against. */
function machine(): string {
  const shape = z.object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  });
  const manifest = shape.parse(
    JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')),
  );
  const versions = { ...manifest.dependencies, ...manifest.devDependencies };
  const peers = [
    '@aws-sdk/client-dynamodb',
    '@gorules/zen-engine',
    'json-rules-engine',
    'exceljs',
    'pdfmake',
    '@sparticuz/chromium',
    'esbuild',
  ];
  return [
    `machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}; load ${loadBefore} before, ${load()} after`,
    `Node ${process.version}; ${peers.map((name) => `${name} ${versions[name] ?? 'unknown'}`).join(', ')}`,
  ].join('\n');
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
