import {
  columnLetters,
  type Cell,
  type CellRow,
  type CellSheet,
} from '../../domain/register-import/sheet-cells.ts';
import type { Bilingual } from '../../domain/values.ts';
import type { CellFault, CellPlace } from './cell-fault.ts';
import { nameOf, optionalColumns, tables, type TableKind } from './layout.ts';

/** A cell's text with its place; `unreadable`: there is something, which has been told, but no text. */
export type TextCell = Readonly<{ text: string; at: CellPlace; unreadable: boolean }>;

/** One row of a table: its cells by the name of their column; those that are empty are not there. */
export type TableRow = Readonly<{
  number: number;
  cells: ReadonlyMap<string, TextCell>;
  /** The column whose cell is merged over others, if there is one. */
  wide: string | null;
}>;

/** A sheet whose headings are known: what stands above them, and the rows below. */
export type Table = Readonly<{
  kind: TableKind;
  sheet: string;
  above: readonly TextCell[];
  /** The place of each column's heading. */
  headings: ReadonlyMap<string, CellPlace>;
  rows: readonly TableRow[];
}>;

/** Titles and notes stand above the headings of a sheet, never more of them than this. */
const mostRowsAbove = 20;
/** What the format allows in one cell; more is no spreadsheet's. */
const longestCell = 32_767;

/** Keeps what is wrong with a workbook, each fault with its cell. */
export type Report = (at: CellPlace | null, code: CellFault['code'], zh: string, en: string) => void;

/** What a sheet is, by its headings; null for one that is empty. Anything else is told. */
export function readTable(sheet: CellSheet, report: Report): Table | null {
  const placeOf = (row: CellRow, column: number): CellPlace => ({
    sheet: sheet.name,
    cell: `${columnLetters(column)}${row.number}`,
  });
  if (sheet.beyond !== null) {
    report(
      { sheet: sheet.name, cell: 'A1' },
      'sheet-too-large',
      '这张表太大，没有读完',
      'the sheet is too large',
    );
  }
  const found = findHeadings(sheet);
  if (found === null) {
    const first = sheet.rows.flatMap((row) =>
      row.cells.flatMap((cell, column) => (isEmpty(cell) ? [] : [placeOf(row, column)])),
    )[0];
    if (first !== undefined) {
      report(
        first,
        'sheet-unknown',
        '没有找到认得的表头，这张表没有读；不是细则的一部分就请删掉，评分表的表头是“评价内容”和“评分标准”',
        'no known headings; delete the sheet if it is no part of the rubric, or name its columns 评价内容 and 评分标准',
      );
    }
    return null;
  }
  const { kind, row: headingRow, index, missing } = found;
  for (const field of missing) {
    const table: Readonly<Record<string, readonly string[]>> = tables[kind];
    const name = table[field]?.[0] ?? field;
    report(
      placeOf(
        headingRow,
        headingRow.cells.findIndex((cell) => fieldOf(kind, cell) !== null),
      ),
      'heading-missing',
      `这一行缺少表头“${name}”`,
      `the heading ${name} is missing in this row`,
    );
  }
  const columns = new Map<number, string>();
  const headings = new Map<string, CellPlace>();
  headingRow.cells.forEach((cell, column) => {
    if (isEmpty(cell)) return;
    const field = fieldOf(kind, cell);
    if (field === null) {
      const isUsed = sheet.rows.slice(index + 1).some((row) => !isEmpty(row.cells[column] ?? null));
      if (isUsed)
        report(
          placeOf(headingRow, column),
          'heading-unknown',
          '不认得这个表头，这一列没有读；不需要的列请删掉',
          'this heading is not known and its column was not read; delete the column if nobody needs it',
        );
      columns.set(column, '');
    } else if (headings.has(field)) {
      report(
        placeOf(headingRow, column),
        'heading-twice',
        '这个表头有两列，请只留一列',
        'two columns have this heading; keep one',
      );
      columns.set(column, '');
    } else {
      columns.set(column, field);
      headings.set(field, placeOf(headingRow, column));
    }
  });
  const textOf = textReader(report);
  const merged = new Set(
    sheet.merged
      .filter((each) => each.lastColumn > each.firstColumn)
      .map((each) => `${each.firstColumn},${each.firstRow}`),
  );
  const above = sheet.rows
    .slice(0, index)
    .flatMap((row) => row.cells.flatMap((cell, column) => textOf(cell, placeOf(row, column)) ?? []));
  const rows = sheet.rows
    .slice(index + 1)
    .flatMap((row) =>
      readRow(row, { merged, columns, placeOf: (column) => placeOf(row, column), textOf, report }),
    );
  return { kind, sheet: sheet.name, above, headings, rows };
}

type TextReader = (cell: Cell | null, at: CellPlace) => TextCell | null;

type RowReading = Readonly<{
  /** First cells of those that are merged over columns, `column,row`. */
  merged: ReadonlySet<string>;
  /** Columns by their names; one that is left alone has the name ''. */
  columns: ReadonlyMap<number, string>;
  placeOf: (column: number) => CellPlace;
  textOf: TextReader;
  report: Report;
}>;

function readRow(row: CellRow, { merged, columns, placeOf, textOf, report }: RowReading): TableRow[] {
  const cells = new Map<string, TextCell>();
  let wide: string | null = null;
  row.cells.forEach((cell, column) => {
    if (isEmpty(cell) || columns.get(column) === '') return;
    const isWide = merged.has(`${column},${row.number}`);
    const name = columns.get(column) ?? (isWide ? wideName(columns, column) : null);
    if (name === null) {
      report(
        placeOf(column),
        'outside-table',
        '这一格在表格外面，没有读；不需要就请删掉',
        'this cell is outside the table and was not read; delete it if nobody needs it',
      );
      return;
    }
    const text = textOf(cell, placeOf(column));
    if (text === null) return;
    cells.set(name, text);
    if (isWide) wide = name;
  });
  const [first] = cells.values();
  if (first === undefined) return [];
  if (row.hidden) {
    report(
      first.at,
      'row-hidden',
      '这一行是隐藏的；请取消隐藏，或者删掉',
      'this row is hidden; show it or delete it',
    );
  }
  return [{ number: row.number, cells, wide }];
}

/** A merged cell that begins left of the table belongs to its first column. */
function wideName(columns: ReadonlyMap<number, string>, column: number): string | null {
  const [next] = [...columns].filter(([at, name]) => at > column && name !== '').sort(([a], [b]) => a - b);
  return next?.[1] ?? null;
}

type FoundHeadings = Readonly<{ kind: TableKind; row: CellRow; index: number; missing: readonly string[] }>;

/** The row that has most of the headings that some table must have: all of them, or all but one. */
function findHeadings(sheet: CellSheet): FoundHeadings | null {
  const found = sheet.rows.slice(0, mostRowsAbove).flatMap((row, index) =>
    kinds.flatMap((kind): FoundHeadings[] => {
      const fields = new Set(row.cells.map((cell) => fieldOf(kind, cell)));
      const wanted = requiredColumns(kind);
      const missing = wanted.filter((field) => !fields.has(field));
      return missing.length === 0 || (missing.length === 1 && wanted.length > 1)
        ? [{ kind, row, index, missing }]
        : [];
    }),
  );
  return found.sort((left, right) => left.missing.length - right.missing.length)[0] ?? null;
}

const kinds = ['scheme', 'general', 'effects', 'bands', 'help'] as const satisfies readonly TableKind[];

function requiredColumns(kind: TableKind): readonly string[] {
  return Object.keys(tables[kind]).filter((field) => !optionalColumns.has(`${kind}.${field}`));
}

function fieldOf(kind: TableKind, cell: Cell | null): string | null {
  if (cell?.kind !== 'text') return null;
  const name = nameOf(cell.text);
  const table: Readonly<Record<string, readonly string[]>> = tables[kind];
  return Object.keys(table).find((field) => table[field]?.some((each) => nameOf(each) === name)) ?? null;
}

function isEmpty(cell: Cell | null): boolean {
  return cell === null || (cell.kind === 'text' && cell.text.trim() === '');
}

const notText: Readonly<Record<'day' | 'flag' | 'error', Bilingual>> = {
  day: {
    zh: '这一格成了日期；请先把单元格设为“文本”，再填写',
    en: 'this cell has become a date; format it as text and fill it in again',
  },
  flag: {
    zh: '这一格成了“是/否”值；请先设为“文本”，再填写',
    en: 'this cell is a yes-no value; format it as text',
  },
  error: { zh: '这一格的公式出错；请改为文字', en: 'the formula of this cell failed; write the text itself' },
};

function textReader(report: Report): TextReader {
  return (cell, at) => {
    if (cell === null || isEmpty(cell)) return null;
    switch (cell.kind) {
      case 'text':
        if (cell.text.length > longestCell) {
          report(at, 'cell-too-long', '这一格的文字太长，没有读', 'the text of this cell is too long');
          return { text: '', at, unreadable: true };
        }
        return { text: cell.text, at, unreadable: false };
      case 'number':
        return { text: numberText(cell.number), at, unreadable: false };
      case 'day':
      case 'flag':
      case 'error':
        report(at, 'cell-not-text', notText[cell.kind].zh, notText[cell.kind].en);
        return { text: '', at, unreadable: true };
    }
  };
}

/** A number as it was typed: a binary fraction is off by less than points can show. */
function numberText(number: number): string {
  const near = Number(number.toFixed(4));
  return String(Math.abs(near - number) < 1e-9 ? near : number);
}
