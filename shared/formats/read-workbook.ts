import { readXlsx, streamXlsxRows, type ReadOptions } from 'hucre/xlsx';
import { inspectionLimits, inspectionTools, type Inflate } from '../domain/evidence/inspect-tools.ts';
import { asciiXml } from '../domain/evidence/inspect-xml.ts';
import { readZipDirectory } from '../domain/evidence/inspect-zip.ts';
import {
  columnLetters,
  importLimits,
  type Cell,
  type CellFile,
  type CellRow,
  type CellSheet,
} from '../domain/register-import/sheet-cells.ts';
import { sheetExtent, type SheetExtent } from './sheet-extent.ts';
import { sheetParts } from './sheet-parts.ts';

/** A workbook that the library cannot make sense of, though its archive is sound. */
export class WorkbookUnreadable extends Error {
  override readonly name = 'WorkbookUnreadable';
}

/** A workbook that takes longer to read than any register does. */
export class WorkbookTooComplex extends Error {
  override readonly name = 'WorkbookTooComplex';
}

/** The library lays out every cell up to the last one; the far corner of a sheet would be 17 thousand million. */
const area = `A1:${columnLetters(importLimits.columns - 1)}${importLimits.rows + importLimits.otherRows}`;
/** Enough of a sheet that is too long to be read to find its headings. */
const firstRows = 100;

/** 10,000 rows take half a second; but a workbook may say of forty sheets that each is the same large part. */
const mostMilliseconds = 8_000;

/**
 * Reads the visible sheets of a workbook whose archive has been checked: the library unpacks whatever it is given. How far a
 * sheet goes is looked for in its XML first; of one with too many rows the first are read, and it says so. Formulas are read as
 * what they came to when the workbook was saved; nothing is computed. The library is young: only this file reads with it.
 * @param inflate the platform's bounded decompressor
 * @param now milliseconds of a clock that only goes forward
 * @throws WorkbookUnreadable, WorkbookTooComplex
 */
export async function readWorkbook(
  bytes: Uint8Array,
  inflate: Inflate,
  now: () => number = () => performance.now(),
): Promise<CellFile> {
  const end = now() + mostMilliseconds;
  const listed: Readonly<{ name: string; hidden: boolean }>[] = [];
  const { dateSystem } = await read(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      listed.push({ name, hidden: hidden === true || veryHidden === true });
      return false;
    },
  });
  const extents = sheetExtents(bytes, inflate);
  const sheets: CellSheet[] = [];
  let cells = 0;
  // One by one, so that there is a moment between two sheets to see how long it takes.
  for (const [place, { name, hidden }] of listed.entries()) {
    if (hidden || sheets.length > importLimits.sheets) continue;
    if (now() > end) throw new WorkbookTooComplex('the workbook takes too long to read');
    const extent = extents(place);
    cells += extent.cells;
    if (cells > importLimits.cells) throw new WorkbookTooComplex('the workbook has too many cells');
    if (extent.beyond === 'rows') {
      sheets.push({ name, rows: await readFirstRows(bytes, place), merged: [], beyond: 'rows' });
      continue;
    }
    const [sheet] = (await read(bytes, { sheets: [place], range: area })).sheets;
    if (sheet !== undefined) sheets.push({ ...toSheet(sheet), beyond: extent.beyond });
  }
  const hiddenSheets = listed.filter((each) => each.hidden).map((each) => each.name);
  return { sheets, hiddenSheets, from1904: dateSystem === '1904' };
}

/** How far the sheet at a place of the workbook goes; sheets that are the same part are looked over once. */
function sheetExtents(bytes: Uint8Array, inflate: Inflate): (place: number) => SheetExtent {
  const { entries } = readZipDirectory(bytes, inspectionTools(inflate, inspectionLimits));
  const part = (name: string): Uint8Array | null => {
    const entry = entries.find((each) => each.name === name);
    if (entry === undefined) return null;
    const content = entry.stored ? entry.packed : inflate(entry.packed, entry.size);
    return typeof content === 'string' ? null : content;
  };
  const parts = sheetParts(part);
  const known = new Map<string, SheetExtent>();
  return (place) => {
    const name = parts[place] ?? null;
    const there = name === null ? undefined : known.get(name);
    if (there !== undefined) return there;
    const xml = name === null ? null : part(name);
    if (name === null || xml === null) throw new WorkbookUnreadable('a sheet is missing');
    const extent = sheetExtent(asciiXml(xml));
    known.set(name, extent);
    return extent;
  };
}

type Read = Awaited<ReturnType<typeof readXlsx>>;

async function read(bytes: Uint8Array, options: ReadOptions): Promise<Read> {
  try {
    return await readXlsx(bytes, options);
  } catch (error) {
    throw new WorkbookUnreadable('the workbook cannot be read', { cause: error });
  }
}

/** The rows at a sheet's start, read as they come: nothing behind them is laid out. */
async function readFirstRows(bytes: Uint8Array, place: number): Promise<readonly CellRow[]> {
  const rows: CellRow[] = [];
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: place })) {
      if (index >= firstRows) break;
      const cells = values.slice(0, importLimits.columns).map((value) => toCell(value, false));
      rows.push({ number: index + 1, hidden: false, cells });
    }
  } catch (error) {
    throw new WorkbookUnreadable('the workbook cannot be read', { cause: error });
  }
  return rows;
}

/** Twice as many as there are rows to read. */
const mostMerges = 2 * (importLimits.rows + importLimits.otherRows);

type ReadSheet = Read['sheets'][number];

function toSheet(sheet: ReadSheet): Omit<CellSheet, 'beyond'> {
  return {
    name: sheet.name,
    rows: sheet.rows.map((values, row) => ({
      number: row + 1,
      hidden: sheet.rowDefs?.get(row)?.hidden === true,
      cells: values.map((value, column) =>
        toCell(value, sheet.cells?.get(`${row},${column}`)?.type === 'error'),
      ),
    })),
    merged: (sheet.merges ?? []).slice(0, mostMerges).map((each) => ({
      firstRow: each.startRow + 1,
      lastRow: each.endRow + 1,
      firstColumn: each.startCol,
      lastColumn: each.endCol,
    })),
  };
}

function toCell(value: ReadSheet['rows'][number][number], isError: boolean): Cell | null {
  if (value === null || value === '') return null;
  if (value instanceof Date) return dayCell(value);
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'flag', flag: value };
  return isError ? { kind: 'error', text: value } : { kind: 'text', text: value };
}

/** The library gives a date cell as that day and time of UTC. A number far outside any calendar is no date. */
function dayCell(date: Date): Cell {
  const year = Number.isNaN(date.getTime()) ? 0 : date.getUTCFullYear();
  return year >= 1 && year <= 9999
    ? { kind: 'day', day: date.toISOString().slice(0, 10) }
    : { kind: 'error', text: '#NUM!' };
}
