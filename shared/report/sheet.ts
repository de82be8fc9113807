import { decimal, NotANumber } from './csv.ts';

/** How a column's cells are shown. `points` keeps up to six decimals as given, `count` groups thousands. */
export type CellKind = 'text' | 'wrapped' | 'points' | 'count';

/** Where a formula stands: its line in the sheet (1 is the headings), and the letters of the sheet's columns. */
export type FormulaPlace = Readonly<{
  line: number;
  /** @throws RangeError for a heading that the sheet does not have */
  letterOf: (heading: string) => string;
}>;

/** A column of a sheet; `width` in characters of the default font (a Chinese character takes two). */
export type SheetColumn<Row> = Readonly<{
  heading: string;
  width: number;
  kind: CellKind;
  /** A decimal string in a `points` or `count` column becomes a number cell of exactly these digits; null leaves the cell empty. */
  value: (row: Row) => string | number | null;
  /**
   * How a spreadsheet program computes the cell anew; until it does, the value is shown. Made of letters and lines alone: no text
   * of anybody's ever becomes part of a formula.
   */
  formula?: (at: FormulaPlace) => string;
  /** What stands below the column in the line of totals: the sum of the column, as a formula that carries this value. */
  total?: number;
}>;

/** A cell as it is written: a figure may be a string of its exact digits; a formula carries the figure that is shown. */
export type Cell = Readonly<{ value: string | number | null; figure?: boolean; formula?: string }>;

/** One sheet. Its lines are made when they are written, so that a sheet of any length takes no memory. */
export type Sheet = Readonly<{
  name: string;
  headings: readonly string[];
  widths: readonly number[];
  kinds: readonly CellKind[];
  rows: Iterable<readonly Cell[]>;
  /** The line below the rows, outside filters; null where the sheet has none. */
  totals: ((rows: number) => readonly Cell[]) | null;
  /** Columns that stay in sight when scrolled sideways. */
  frozenColumns: number;
  filter: boolean;
}>;

/**
 * Lays rows out in columns. Rows may be made as they are asked for; they are gone through once for each time that the workbook is
 * written. Writing throws NotANumber for a cell of a number column that holds something else.
 */
export function sheet<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: Iterable<Row>,
  options: Readonly<{ frozenColumns?: number; filter?: boolean }> = {},
): Sheet {
  const headings = columns.map((column) => column.heading);
  return {
    name,
    headings,
    widths: columns.map((column) => column.width),
    kinds: columns.map((column) => column.kind),
    rows: { [Symbol.iterator]: () => cellsOf(columns, rows, letterIn(headings)) },
    totals: columns.some((column) => column.total !== undefined)
      ? (count) => columns.map((column, place) => totalCell(column, place, count))
      : null,
    frozenColumns: options.frozenColumns ?? 0,
    filter: options.filter ?? true,
  };
}

function* cellsOf<Row>(
  columns: readonly SheetColumn<Row>[],
  rows: Iterable<Row>,
  letterOf: (heading: string) => string,
): Generator<readonly Cell[]> {
  let line = 1;
  for (const row of rows) {
    line += 1;
    const at = { line, letterOf };
    yield columns.map(({ heading, kind, value, formula }): Cell => {
      const of = value(row);
      if (kind === 'text' || kind === 'wrapped') return { value: of === null ? null : String(of) };
      if (typeof of === 'string' && !decimal.test(of)) throw new NotANumber(heading, of);
      return formula === undefined
        ? { value: of, figure: true }
        : { value: of, figure: true, formula: formula(at) };
    });
  }
}

function totalCell<Row>({ total }: SheetColumn<Row>, place: number, rows: number): Cell {
  if (total === undefined) return { value: place === 0 ? '合计' : null };
  const letter = columnLetter(place);
  return { value: total, formula: `SUM(${letter}2:${letter}${rows + 1})` };
}

function letterIn(headings: readonly string[]): (heading: string) => string {
  const letters = new Map(headings.map((heading, place) => [heading, columnLetter(place)]));
  return (heading) => {
    const letter = letters.get(heading);
    if (letter === undefined) throw new RangeError(`no column is called ${heading}`);
    return letter;
  };
}

/** `SUM` of columns in the formula's own line, with what floating point adds behind the sixth place taken away again. */
export function sumOf(headings: readonly string[]): (at: FormulaPlace) => string {
  return ({ line, letterOf }) =>
    `ROUND(SUM(${headings.map((heading) => `${letterOf(heading)}${line}`).join(',')}),6)`;
}

/** A column's cells as another sheet's formulas name them. `rows` without the headings. */
export function cellsBelow({ name, headings }: Sheet, heading: string, rows: number): string {
  const letter = letterIn(headings)(heading);
  return `'${name.replaceAll("'", "''")}'!$${letter}$2:$${letter}$${rows + 1}`;
}

/** The letters of a column: 0 is A, 26 is AA. */
export function columnLetter(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : columnLetter(Math.floor(place / 26) - 1) + last;
}
