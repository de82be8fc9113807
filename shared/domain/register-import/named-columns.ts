import type { Cell, CellRow, CellSheet } from './sheet-cells.ts';

/** The names that a column may have in its heading, by what it means. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** A row below the headings, its cells by what their column means; a column that the sheet does not have gives null. */
export type NamedRow<Column extends string> = Readonly<{
  number: number;
  cell: (column: Column) => Cell | null;
  /** A cell's text, trimmed; null when there is none. */
  text: (column: Column) => string | null;
}>;

/** Titles and notes stand above the headings of a table, never more of them than this. */
const mostRowsAbove = 20;

/**
 * The rows of a table whose headings have these names, in any order, wherever in the first rows they stand.
 * @param needed without these columns a row is no row of headings
 * @returns null when no row is one
 */
export function namedRows<Column extends string>(
  sheet: CellSheet,
  names: ColumnNames<Column>,
  columns: readonly Column[],
  needed: readonly Column[],
): readonly NamedRow<Column>[] | null {
  for (const [place, row] of sheet.rows.slice(0, mostRowsAbove).entries()) {
    const places = placesOf(row, names, columns);
    if (!needed.every((column) => places.has(column))) continue;
    return sheet.rows
      .slice(place + 1)
      .filter((each) => each.cells.some((cell) => cell !== null))
      .map((each) => namedRow(each, places));
  }
  return null;
}

function placesOf<Column extends string>(
  row: CellRow,
  names: ColumnNames<Column>,
  columns: readonly Column[],
): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  row.cells.forEach((cell, index) => {
    const heading = textOf(cell).replace(/\s+/g, '').toLowerCase();
    for (const column of columns)
      if (!found.has(column) && names[column].includes(heading)) found.set(column, index);
  });
  return found;
}

function namedRow<Column extends string>(
  row: CellRow,
  places: ReadonlyMap<Column, number>,
): NamedRow<Column> {
  const cell = (column: Column): Cell | null => row.cells[places.get(column) ?? -1] ?? null;
  return { number: row.number, cell, text: (column) => textOf(cell(column)) || null };
}

function textOf(cell: Cell | null): string {
  if (cell?.kind === 'text') return cell.text.trim();
  return cell?.kind === 'number' ? String(cell.number) : '';
}
