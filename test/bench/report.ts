import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { readXlsx } from 'hucre/xlsx';
import * as z from 'zod';

/**
 * `npm run bench:report`: what the report of 64 and of 5,000 units takes, and a workbook of 100,000 rows beside the same workbook by
 * exceljs's streaming writer. Each piece runs in a process of its own, from a bundle as the functions are deployed,
 * so that its memory is its own: the figure is the most that the process ever held, with Node itself. The two writers take turns; the
 * best time and the least memory of each count, since a shared machine only ever makes slower. Before that, both must have
 * written the same cells.
 */
const reportSizes = [64, 5_000];
const workbookRows = 100_000;
const rowsCompared = 500;
const rounds = 3;
/** What the writer is to reach beside exceljs's. */
const goal = { time: 0.5, memory: 0.5 };

const measured = z.object({ ms: z.number(), kilobytes: z.number() });
type Measured = z.infer<typeof measured>;

const folder = path.join(import.meta.dirname, '../.output/bench');
const program = path.join(folder, 'report-task.mjs');
const run = promisify(execFile);

async function measure(task: 'report' | 'ours' | 'exceljs', size: number): Promise<Measured> {
  const { stdout } = await run(process.execPath, [program, task, String(size), fileOf(task)]);
  return measured.parse(JSON.parse(stdout));
}

function fileOf(task: string): string {
  return path.join(folder, `${task}.xlsx`);
}

async function cellsOf(task: 'ours' | 'exceljs'): Promise<string> {
  await measure(task, rowsCompared);
  const { sheets } = await readXlsx(readFileSync(fileOf(task)));
  return JSON.stringify(sheets[0]?.rows);
}

function say(...cells: string[]): void {
  process.stdout.write(
    `${cells.map((cell, place) => (place === 0 ? cell.padEnd(34) : cell.padStart(12))).join('')}\n`,
  );
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const megabytes = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`;

mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [path.join(import.meta.dirname, 'report-task.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  // The tests' sample reads its rubric beside itself.
  define: { 'import.meta.url': JSON.stringify(new URL('../shared/report/sample.ts', import.meta.url).href) },
  external: ['exceljs', 'docx', 'pdfkit'],
  logLevel: 'warning',
});

say('', 'time', 'peak memory');
for (const units of reportSizes) {
  const { ms, kilobytes } = await measure('report', units);
  say(`report of ${units} units`, seconds(ms), megabytes(kilobytes));
}

if ((await cellsOf('ours')) !== (await cellsOf('exceljs'))) throw new Error('the two workbooks differ');
const best: Record<'ours' | 'exceljs', Measured> = {
  ours: { ms: Infinity, kilobytes: Infinity },
  exceljs: { ms: Infinity, kilobytes: Infinity },
};
for (let round = 0; round < rounds; round += 1) {
  for (const task of ['ours', 'exceljs'] as const) {
    const found = await measure(task, workbookRows);
    best[task] = {
      ms: Math.min(best[task].ms, found.ms),
      kilobytes: Math.min(best[task].kilobytes, found.kilobytes),
    };
  }
}
for (const [task, name] of [
  ['ours', 'ours'],
  ['exceljs', 'exceljs, streaming'],
] as const) {
  const size = `${(statSync(fileOf(task)).size / 1_000_000).toFixed(1)} MB`;
  say(`${workbookRows} rows, ${name}`, seconds(best[task].ms), megabytes(best[task].kilobytes), size);
}
const time = best.ours.ms / best.exceljs.ms;
const memory = best.ours.kilobytes / best.exceljs.kilobytes;
say('ratio (goal 0.50, 0.50)', time.toFixed(2), memory.toFixed(2));
if (time > goal.time || memory > goal.memory) process.exitCode = 1;
