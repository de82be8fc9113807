import type { Cell, CellSheet, MergedCells } from './sheet-cells.ts';

/** What a sheet's merged cells mean to the rows below its headings. Rows must be asked for from the top down. */
export type Merged = Readonly<{
  /**
   * The cell that stands for an empty one: offices merge the column or the responsible office over the rows that share it,
   * and the file holds the value in the first of them alone. Null when nothing is merged there.
   */
  above: (row: number, column: number) => Cell | null;
  /** Whether a cell is the first of some that are merged across columns. */
  spansColumns: (row: number, column: number) => boolean;
}>;

export function mergedCells(sheet: CellSheet, headingRow: number): Merged {
  const wide = new Set(
    sheet.merged
      .filter((each) => each.lastColumn > each.firstColumn)
      .map((each) => `${each.firstRow},${each.firstColumn}`),
  );
  const tall = new Map<number, MergedCells[]>();
  for (const each of [...sheet.merged].sort((left, right) => left.firstRow - right.firstRow)) {
    if (each.lastRow === each.firstRow || each.firstRow <= headingRow) continue;
    const column = tall.get(each.firstColumn);
    if (column === undefined) tall.set(each.firstColumn, [each]);
    else column.push(each);
  }
  const rows = new Map(sheet.rows.map((row) => [row.number, row]));
  const passed = new Map<number, number>();

  return {
    spansColumns: (row, column) => wide.has(`${row},${column}`),
    above: (row, column) => {
      const merged = tall.get(column) ?? [];
      // Rows come in order, so no merge is looked at twice, however many a hostile file has.
      let place = passed.get(column) ?? 0;
      while ((merged[place + 1]?.firstRow ?? Infinity) <= row) place += 1;
      passed.set(column, place);
      const at = merged[place];
      if (at === undefined || row <= at.firstRow || row > at.lastRow) return null;
      return rows.get(at.firstRow)?.cells[column] ?? null;
    },
  };
}
