import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ReportModel } from '../../shared/report/model.ts';
import { printReport } from '../../shared/report/pdf/print-report.ts';
import type { PrintFonts } from '../../shared/report/pdf/printing-font.ts';
import type { ReportInput } from '../../shared/report/report-input.ts';
import { renderReport } from '../../shared/report/render-report.ts';
import { sheet, sumOf, type SheetColumn } from '../../shared/report/sheet.ts';
import { streamWorkbook } from '../../shared/report/workbook.ts';
import { sampleInput } from '../shared/report/sample.ts';
import { reportByPdfmake } from './by-pdfmake.ts';

/**
 * What `bench:report` measures, one piece of it in a process of its own: `node report-task.mjs TASK SIZE FILE`. It prints what it took:
 * the milliseconds of the work without starting and loading, and the most memory the process ever held, in kilobytes.
 */

/** A row of the table that both writers write: figures, a total that is a formula, and a sentence. */
type Row = Readonly<{ rank: number; name: string; parts: readonly string[]; total: string; reason: string }>;

const parts = ['组织保障', '主要载体建设', '政府信息公开', '政务公开其他形式'];
const [creator, sheetName, madeAt] = ['大英县人民政府办公室', '排名', new Date('2019-01-15T00:00:00Z')];

function* rowsOf(count: number): Generator<Row> {
  for (let index = 0; index < count; index += 1) {
    const given = parts.map((_, place) => ((index * 7 + place * 13) % 2_500) / 100);
    yield {
      rank: index + 1,
      name: `第${index + 1}个参评单位`,
      parts: given.map(String),
      total: String(Math.round(given.reduce((sum, each) => sum + each, 0) * 100) / 100),
      reason: `完成目标任务的 ${index % 140}%，公开栏目有 ${index % 12} 个月没有更新。`,
    };
  }
}

async function ours(count: number, file: string): Promise<void> {
  const columns: SheetColumn<Row>[] = [
    { heading: '名次', width: 8, kind: 'count', value: (row) => row.rank },
    { heading: '单位', width: 24, kind: 'text', value: (row) => row.name },
    { heading: '总分', width: 10, kind: 'points', value: (row) => row.total, formula: sumOf(parts) },
    ...parts.map((heading, place): SheetColumn<Row> => ({
      heading,
      width: 14,
      kind: 'points',
      value: (row) => row.parts[place] ?? null,
    })),
    { heading: '理由', width: 50, kind: 'wrapped', value: (row) => row.reason },
  ];
  const of = sheet(sheetName, columns, rowsOf(count), { frozenColumns: 2 });
  await pipeline(streamWorkbook([of], { title: sheetName, creator, madeAt }), createWriteStream(file));
}

/** The same cells, formats, frozen headings, filter and print settings by exceljs's streaming writer; paper is left to its default. */
async function byExceljs(count: number, file: string): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: file,
    useStyles: true,
    useSharedStrings: false,
  });
  workbook.creator = creator;
  workbook.created = madeAt;
  workbook.modified = madeAt;
  const border = { bottom: { style: 'thin', color: { argb: 'FFD5D0C8' } } } as const;
  const figures = (numFmt: string) =>
    ({ border, numFmt, alignment: { vertical: 'top', horizontal: 'right' } }) as const;
  const text = { border, alignment: { vertical: 'top' } } as const;
  const wrapped = { border, alignment: { vertical: 'top', wrapText: true } } as const;
  const of = workbook.addWorksheet(sheetName, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 1 }],
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  });
  of.columns = [
    { header: '名次', width: 8, style: figures('#,##0') },
    { header: '单位', width: 24, style: text },
    { header: '总分', width: 10, style: figures('0.0#####') },
    ...parts.map((header) => ({ header, width: 14, style: figures('0.0#####') })),
    { header: '理由', width: 50, style: wrapped },
  ];
  of.autoFilter = `A1:H${count + 1}`;
  let line = 1;
  for (const row of rowsOf(count)) {
    line += 1;
    const total = {
      formula: `ROUND(SUM(D${line},E${line},F${line},G${line}),6)`,
      result: Number(row.total),
      date1904: false,
    };
    of.addRow([row.rank, row.name, total, ...row.parts.map(Number), row.reason]).commit();
  }
  await workbook.commit();
}

/** A report of so many units, on the library's rubric. */
function inputOf(units: number): ReportInput {
  const classes = ['department', 'township', 'park', 'community'];
  return sampleInput({
    units: Array.from({ length: units }, (_, index) => ({
      name: `第${index + 1}个参评单位`,
      class: classes[index % classes.length] ?? 'department',
      target: 20 + (index % 23) * 10,
    })),
  });
}

const fontFolder = path.join(process.cwd(), 'node_modules/@expo-google-fonts/noto-serif-sc');
const fontFiles = {
  normal: path.join(fontFolder, '400Regular/NotoSerifSC_400Regular.ttf'),
  bold: path.join(fontFolder, '700Bold/NotoSerifSC_700Bold.ttf'),
};

/** The printing fonts; read by who prints alone, since they are large. */
function fonts(): PrintFonts {
  return { regular: readFileSync(fontFiles.normal), bold: readFileSync(fontFiles.bold) };
}

/** The report's PDF, by our sheets; the words and figures are looked up inside the time. */
async function pdf(units: number, file: string): Promise<void> {
  const model = new ReportModel(inputOf(units));
  const read = fonts();
  begun = performance.now();
  const bytes = await printReport(model, read);
  ended = performance.now();
  writeFileSync(file, bytes);
}

/** The same headings, paragraphs and tables by pdfmake, which gets them ready-made. */
async function byPdfmake(units: number, file: string): Promise<void> {
  const make = reportByPdfmake(inputOf(units), fonts(), fontFiles);
  begun = performance.now();
  const bytes = await make();
  ended = performance.now();
  writeFileSync(file, bytes);
}

/** A whole report; its files are taken as they come and let go. */
async function report(units: number): Promise<void> {
  const input = inputOf(units);
  begun = performance.now();
  for await (const file of renderReport(input)) if (file.body.length === 0) throw new Error(file.path);
}

let begun = 0;
/** Of a task that says itself when its work was done; 0 of others. */
let ended = 0;
const [task = '', size = '', file = ''] = process.argv.slice(2);
const count = Number(size);
// Loading is not measured: one small piece of work first.
if (task === 'exceljs') await byExceljs(10, file);
if (task === 'ours') await ours(10, file);
if (task === 'pdf') await pdf(4, file);
if (task === 'pdfmake') await byPdfmake(4, file);
begun = performance.now();
switch (task) {
  case 'report':
    await report(count);
    break;
  case 'ours':
    await ours(count, file);
    break;
  case 'exceljs':
    await byExceljs(count, file);
    break;
  case 'pdf':
    await pdf(count, file);
    break;
  case 'pdfmake':
    await byPdfmake(count, file);
    break;
  default:
    throw new Error(`no task is called ${task}`);
}
const ms = (ended > 0 ? ended : performance.now()) - begun;
process.stdout.write(JSON.stringify({ ms, kilobytes: process.resourceUsage().maxRSS }));
