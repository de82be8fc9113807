import { readXlsx, type ReadOptions } from 'hucre/xlsx';
import {
  columnLetters,
  importLimits,
  type Cell,
  type CellFile,
  type CellSheet,
} from '../domain/register-import/sheet-cells.ts';

/** A workbook that the library cannot make sense of, though its archive is sound. */
export class WorkbookUnreadable extends Error {
  override readonly name = 'WorkbookUnreadable';
}

/** A workbook that takes longer to read than any register does. */
export class WorkbookTooComplex extends Error {
  override readonly name = 'WorkbookTooComplex';
}

const rowsRead = importLimits.rows + importLimits.otherRows;
/** The library lays out every cell up to the last one; the far corner of a sheet would be 17 thousand million. */
const areas = {
  read: `A1:${columnLetters(importLimits.columns - 1)}${rowsRead}`,
  rowsBeyond: `A${rowsRead + 1}:${columnLetters(importLimits.columns - 1)}1048576`,
  columnsBeyond: `${columnLetters(importLimits.columns)}1:XFD${rowsRead}`,
} as const;

/** 10,000 rows take half a second; but a workbook may say of forty sheets that each is the same large part. */
const mostMilliseconds = 8_000;

/**
 * Reads the visible sheets of a workbook whose archive has been checked: the library unpacks whatever it is given. Formulas
 * are read as what they came to when the workbook was saved; nothing is computed. The library is young: only this file reads
 * with it.
 * @param now milliseconds of a clock that only goes forward
 * @throws WorkbookUnreadable, WorkbookTooComplex
 */
export async function readWorkbook(
  bytes: Uint8Array,
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
  const sheets: CellSheet[] = [];
  // One by one, so that there is a moment between two sheets to see how long it takes.
  for (const [place, { hidden }] of listed.entries()) {
    if (hidden || sheets.length > importLimits.sheets) continue;
    if (now() > end) throw new WorkbookTooComplex('the workbook takes too long to read');
    const [sheet] = (await read(bytes, { sheets: [place], range: areas.read })).sheets;
    if (sheet !== undefined) sheets.push({ ...toSheet(sheet), beyond: await whatIsBeyond(bytes, place) });
  }
  const hiddenSheets = listed.filter((each) => each.hidden).map((each) => each.name);
  return { sheets, hiddenSheets, from1904: dateSystem === '1904' };
}

type Read = Awaited<ReturnType<typeof readXlsx>>;

async function read(bytes: Uint8Array, options: ReadOptions): Promise<Read> {
  try {
    return await readXlsx(bytes, options);
  } catch (error) {
    throw new WorkbookUnreadable('the workbook cannot be read', { cause: error });
  }
}

/** A row that is left out must not be left out in silence. */
async function whatIsBeyond(bytes: Uint8Array, place: number): Promise<CellSheet['beyond']> {
  if (await isAnything(bytes, place, areas.rowsBeyond)) return 'rows';
  return (await isAnything(bytes, place, areas.columnsBeyond)) ? 'columns' : null;
}

async function isAnything(bytes: Uint8Array, place: number, range: string): Promise<boolean> {
  try {
    const { sheets } = await read(bytes, { sheets: [place], range });
    return sheets.some(({ rows }) => rows.some((row) => row.some((value) => toCell(value, false) !== null)));
  } catch (error) {
    // The sheet was read before; so there is more in the area than the library lays out.
    if (error instanceof WorkbookUnreadable) return true;
    throw error;
  }
}

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
    merged: (sheet.merges ?? []).slice(0, rowsRead * 2).map((each) => ({
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
