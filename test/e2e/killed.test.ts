import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { seededRandom } from '../../infra/demo/sample-files/seeded-random.ts';
import { synthesise } from '../../infra/local/synthesise.ts';

/**
 * A small year, lived by real processes that are killed with -9 at fifty moments that a seed chose: while they start, while people
 * work, while the run is carried out. Each next one goes on; what was acknowledged is not asked for again, and must be there.
 */
const root = path.join(import.meta.dirname, '../..');
const assemblyDir = path.join(root, 'test/.output/cdk.out');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-killed-'));
const kills = 50;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Life = Readonly<{ child: ChildProcess; output: () => string; ended: Promise<number | null> }>;

function live(year: string): Life {
  const args = ['small-year-program.ts', assemblyDir, dataOf(year), path.join(folder, year, 'journal')];
  // A group of its own, so that a kill takes the runtime and all that it started, as a power cut would.
  const child = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return { child, output: () => output, ended };
}
const dataOf = (year: string) => path.join(folder, year, 'data');
const acknowledged = (year: string) => {
  const journal = path.join(folder, year, 'journal');
  return existsSync(journal) ? readFileSync(journal, 'utf8') : '';
};

const version = z.object({ key: z.string(), versionId: z.string(), sequence: z.number() });
/** What a year has published and frozen: each object's newest version, by its hash. */
async function published(year: string): Promise<Record<string, string>> {
  const found = new Map<string, { sequence: number; sha256: string }>();
  const s3 = path.join(dataOf(year), 's3');
  for (const bucket of await readdir(s3))
    for (const name of await readdir(path.join(s3, bucket))) {
      if (!name.endsWith('.json')) continue;
      const of = version.parse(JSON.parse(await readFile(path.join(s3, bucket, name), 'utf8')));
      const isWanted = of.key.startsWith('reports/') || of.key === 'runs/2018/0001/inputs.json';
      if (!isWanted || (found.get(of.key)?.sequence ?? -1) > of.sequence) continue;
      const body = await readFile(path.join(s3, bucket, of.versionId));
      found.set(of.key, { sequence: of.sequence, sha256: createHash('sha256').update(body).digest('hex') });
    }
  return Object.fromEntries([...found].map(([key, { sha256 }]): [string, string] => [key, sha256]).sort());
}
const foundIn = (output: string) => /^found .*$/m.exec(output)?.[0];

function begin(year: string): void {
  mkdirSync(dataOf(year), { recursive: true });
  // The same key, since signatures are compared too.
  if (year !== 'calm')
    cpSync(path.join(dataOf('calm'), 'keys/signing'), path.join(dataOf(year), 'keys/signing'), {
      recursive: true,
    });
}

let calm: Readonly<{ files: Record<string, string>; found: string | undefined }>;
beforeAll(async () => {
  await synthesise(root, assemblyDir);
  begin('calm');
  const life = live('calm');
  expect(await life.ended, life.output()).toBe(0);
  calm = { files: await published('calm'), found: foundIn(life.output()) };
}, 400_000);

test('undisturbed, it publishes a report of five units and finds all that was acknowledged', () => {
  expect(Object.keys(calm.files).filter((key) => /units\/\d+\.html$/.test(key))).toHaveLength(5);
  expect(calm.found).toContain('"rows 048":20');
  expect(calm.found).toContain('"accepted 002":1');
  expect(calm.found).toContain('"runs":1');
});

test('killed at fifty moments, it goes on each time, loses nothing that was acknowledged and publishes the same bytes', async () => {
  const random = seededRandom('fifty moments');
  const moments: string[] = [];
  for (let years = 1; moments.length < kills && years <= 10; years += 1) {
    const year = `stormy ${years}`;
    begin(year);
    let stuck = 0;
    for (let finished = false; !finished;) {
      const before = acknowledged(year);
      const life = live(year);
      const isEnded = () => life.child.exitCode !== null;
      if (moments.length < kills) {
        // Some are killed while they start; most, as they work. Where three have got no further, the next one may.
        const starts = random.between(0, 9) === 0;
        const until = () =>
          starts || (stuck < 3 ? life.output().includes('ready') : acknowledged(year) !== before);
        while (!until() && !isEnded()) await wait(10);
        await Promise.race([wait(random.between(20, 900)), life.ended]);
        if (!isEnded() && life.child.pid !== undefined) {
          moments.push(acknowledged(year).trim().split('\n').at(-1) ?? '');
          process.kill(-life.child.pid, 'SIGKILL');
        }
      }
      const code = await life.ended;
      stuck = acknowledged(year) === before ? stuck + 1 : 0;
      if (code !== null && code !== 0) throw new Error(life.output());
      finished = code === 0;
      if (finished) expect(foundIn(life.output()), `killed after ${moments.join(', ')}`).toBe(calm.found);
    }
    expect(await published(year), `killed after ${moments.join(', ')}`).toEqual(calm.files);
  }
  expect(moments).toHaveLength(kills);
  expect(new Set(moments).size).toBeGreaterThan(10);
}, 900_000);
