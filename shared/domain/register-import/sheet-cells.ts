import type { Day } from '../values.ts';
import type { FileFault } from './import-findings.ts';

/** A cell as the file has it, before anybody asks what it should be. */
export type Cell =
  | Readonly<{ kind: 'text'; text: string }>
  | Readonly<{ kind: 'number'; number: number }>
  /** A number that the workbook shows as a date, already by the workbook's own date system. */
  | Readonly<{ kind: 'day'; day: Day }>
  | Readonly<{ kind: 'flag'; flag: boolean }>
  /** What a formula came to when it came to nothing, such as `#REF!`. */
  | Readonly<{ kind: 'error'; text: string }>;

/** A cell as a person would type it into a line; an empty cell is an empty text. */
export function textOfCell(cell: Cell | null): string {
  switch (cell?.kind) {
    case undefined:
      return '';
    case 'text':
    case 'error':
      return cell.text;
    case 'number':
      return String(cell.number);
    case 'day':
      return cell.day;
    case 'flag':
      return cell.flag ? '是' : '否';
  }
}

/** A row with its number as the spreadsheet program shows it; trailing empty cells may be left out. */
export type CellRow = Readonly<{ number: number; hidden: boolean; cells: readonly (Cell | null)[] }>;

/** Columns are counted from 0, rows as shown. */
export type MergedCells = Readonly<{
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}>;

export type CellSheet = Readonly<{
  name: string;
  rows: readonly CellRow[];
  merged: readonly MergedCells[];
  /** Something stands beyond the rows or columns that are read. */
  beyond: 'rows' | 'columns' | null;
}>;

/** A file of rows: its visible sheets, and the names of those that are hidden and were not read. */
export type CellFile = Readonly<{
  sheets: readonly CellSheet[];
  hiddenSheets: readonly string[];
  /** Days are counted from 1904 instead of 1900, as old Macs did: for numbers that nothing marks as dates. */
  from1904: boolean;
}>;

/** What reading a file came to. */
export type ReadCells = Readonly<{ ok: true; file: CellFile }> | Readonly<{ ok: false; fault: FileFault }>;

/** How much of a file is read. Larger registers are imported in parts. */
export const importLimits = {
  /** 20 MB is a workbook of 10,000 rows with room for pictures that somebody pasted in. */
  bytes: 20_971_520,
  rows: 10_000,
  /** Rows above and between the data: titles, headings, blank rows. */
  otherRows: 1_000,
  columns: 200,
  /** Of a workbook, empty ones too: 45 to a row. The more there are, the longer reading takes. */
  cells: 500_000,
  sheets: 40,
} as const;

/** A column's letters as a spreadsheet program shows them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
