import { readXlsx, streamXlsxRows, type ReadOptions } from 'hucre/xlsx';
import {
  importLimits,
  type Cell,
  type CellFile,
  type CellSheet,
} from '../domain/register-import/sheet-cells.ts';

/** A workbook that the library cannot make sense of, though its archive is sound. */
export class WorkbookUnreadable extends Error {
  override readonly name = 'WorkbookUnreadable';
}

const rowsRead = importLimits.rows + importLimits.otherRows;

/**
 * Reads the visible sheets of a workbook whose archive has been checked: the library unpacks whatever it is given. Formulas
 * are read as what they came to when the workbook was saved; nothing is computed. The library is young: only this file reads
 * with it.
 * @throws WorkbookUnreadable
 */
export async function readWorkbook(bytes: Uint8Array): Promise<CellFile> {
  const hiddenSheets: string[] = [];
  const places: number[] = [];
  const options: ReadOptions = {
    sheets: (info, index) => {
      const hidden = info.hidden === true || info.veryHidden === true;
      if (hidden) hiddenSheets.push(info.name);
      else places.push(index);
      return !hidden && places.length <= importLimits.sheets + 1;
    },
    // The library lays out every cell up to the last one; a single cell at the far corner would be 17 thousand million.
    range: `A1:${lastColumnRead}${rowsRead}`,
  };
  try {
    const workbook = await readXlsx(bytes, options);
    const sheets: CellSheet[] = [];
    for (const [index, sheet] of workbook.sheets.entries()) {
      const place = places[index] ?? 0;
      sheets.push({ ...toSheet(sheet), beyond: await whatIsBeyond(bytes, place) });
    }
    return { sheets, hiddenSheets, from1904: workbook.dateSystem === '1904' };
  } catch (error) {
    throw new WorkbookUnreadable('the workbook cannot be read', { cause: error });
  }
}

const lastColumnRead = 'GR';

type Read = Awaited<ReturnType<typeof readXlsx>>['sheets'][number];

function toSheet(sheet: Read): Omit<CellSheet, 'beyond'> {
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

function toCell(value: Read['rows'][number][number], isError: boolean): Cell | null {
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

/** Whether anything stands beyond what is read: a row that is left out must not be left out in silence. */
async function whatIsBeyond(bytes: Uint8Array, sheet: number): Promise<CellSheet['beyond']> {
  let columns = false;
  let rows = 0;
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    rows += 1;
    const filled = values.some((value) => value !== null && value !== '');
    if (rows > rowsRead || (index >= rowsRead && filled)) return 'rows';
    columns ||= values.slice(importLimits.columns).some((value) => value !== null && value !== '');
  }
  return columns ? 'columns' : null;
}
