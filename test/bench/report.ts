import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { readXlsx } from 'hucre/xlsx';
import * as z from 'zod/mini';
import { tell } from './figure.ts';
import { readPdf } from '../support/read-pdf.ts';

/**
 * `npm run bench:report`: what the report of 64 and of 5,000 units takes, and a workbook of 100,000 rows beside the same workbook by
 * exceljs's streaming writer, and the PDF of 64 units beside the same by pdfmake. Each piece runs in a process of its own, from a bundle as the functions are deployed,
 * so that its memory is its own: the figure is the most that the process ever held, with Node itself. The two writers take turns; the
 * best time and the least memory of each count, since a shared machine only ever makes slower. Before that, both must have
 * written the same cells.
 */
const reportSizes = [64, 5_000];
const workbookRows = 100_000;
const rowsCompared = 500;
const rounds = 3;
const printedUnits = 64;
/** What the writer is to reach beside exceljs's. */
const goal = { time: 0.5, memory: 0.5, printTime: 0.7 };

const measured = z.object({ ms: z.number(), kilobytes: z.number() });
type Measured = z.infer<typeof measured>;

const folder = path.join(import.meta.dirname, '../.output/bench');
const program = path.join(folder, 'report-task.mjs');
const run = promisify(execFile);

type Task = 'report' | 'ours' | 'exceljs' | 'pdf' | 'pdfmake';

async function measure(task: Task, size: number): Promise<Measured> {
  const { stdout } = await run(process.execPath, [program, task, String(size), fileOf(task)]);
  return measured.parse(JSON.parse(stdout));
}

function fileOf(task: Task): string {
  return path.join(folder, `${task}.${task.startsWith('pdf') ? 'pdf' : 'xlsx'}`);
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
  external: ['exceljs', 'docx', 'pdfkit', 'pdfmake'],
  logLevel: 'warning',
});

say('', 'time', 'peak memory');
for (const units of reportSizes) {
  const { ms, kilobytes } = await measure('report', units);
  say(`report of ${units} units`, seconds(ms), megabytes(kilobytes));
  tell({ figure: `report of ${units} units`, value: ms / 1000, unit: 's', better: 'less', beside: null });
}

if ((await cellsOf('ours')) !== (await cellsOf('exceljs'))) throw new Error('the two workbooks differ');
/** The two take turns, so that a machine that others use is as slow for one as for the other. */
async function bestOf(tasks: readonly [Task, Task], size: number): Promise<readonly [Measured, Measured]> {
  const best = tasks.map(() => ({ ms: Infinity, kilobytes: Infinity }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, task] of tasks.entries()) {
      const found = await measure(task, size);
      const least = best[at] ?? found;
      best[at] = {
        ms: Math.min(least.ms, found.ms),
        kilobytes: Math.min(least.kilobytes, found.kilobytes),
      };
    }
  }
  const [first, second] = best;
  if (first === undefined || second === undefined) throw new Error('nothing was measured');
  return [first, second];
}

const sizeText = (task: Task) => `${(statSync(fileOf(task)).size / 1_000_000).toFixed(1)} MB`;
const [ours, exceljs] = await bestOf(['ours', 'exceljs'], workbookRows);
say(`${workbookRows} rows, ours`, seconds(ours.ms), megabytes(ours.kilobytes), sizeText('ours'));
say(
  `${workbookRows} rows, exceljs, streaming`,
  seconds(exceljs.ms),
  megabytes(exceljs.kilobytes),
  sizeText('exceljs'),
);
const time = ours.ms / exceljs.ms;
const memory = ours.kilobytes / exceljs.kilobytes;
say('ratio (goal 0.50, 0.50)', time.toFixed(2), memory.toFixed(2));

const [pdf, pdfmake] = await bestOf(['pdf', 'pdfmake'], printedUnits);
const pages = await Promise.all((['pdf', 'pdfmake'] as const).map(async (task) => pagesOf(fileOf(task))));
say(
  `PDF of ${printedUnits} units, ours`,
  seconds(pdf.ms),
  megabytes(pdf.kilobytes),
  sizeText('pdf'),
  `${pages[0]} pages`,
);
say(
  `PDF of ${printedUnits} units, pdfmake`,
  seconds(pdfmake.ms),
  megabytes(pdfmake.kilobytes),
  sizeText('pdfmake'),
  `${pages[1]} pages`,
);
const printTime = pdf.ms / pdfmake.ms;
say('ratio (goal 0.70)', printTime.toFixed(2), (pdf.kilobytes / pdfmake.kilobytes).toFixed(2));
for (const [of, peer, one, other] of [
  [`workbook of ${workbookRows} rows`, 'exceljs', ours, exceljs],
  [`PDF of ${printedUnits} units`, 'pdfmake', pdf, pdfmake],
] as const) {
  const beside = (value: number) => ({ what: peer, value });
  tell({ figure: of, value: one.ms / 1000, unit: 's', better: 'less', beside: beside(other.ms / 1000) });
  tell({
    figure: `${of}, peak memory`,
    value: one.kilobytes / 1024,
    unit: 'MB',
    better: 'less',
    beside: beside(other.kilobytes / 1024),
  });
}
if (time > goal.time || memory > goal.memory || printTime > goal.printTime) process.exitCode = 1;

async function pagesOf(file: string): Promise<number> {
  return (await readPdf(readFileSync(file))).pages.length;
}
