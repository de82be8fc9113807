/** A column of a plain table: its heading, and whether its cells stand to the right. */
export type TextColumn = Readonly<{ heading: string; right?: boolean }>;

/** A table for a terminal: columns line up although Chinese letters are twice as wide as Latin ones. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map((column) => column.heading), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
  return all
    .map((row) =>
      columns
        .map((column, at) => {
          const cell = row[at] ?? '';
          const space = ' '.repeat((widths[at] ?? 0) - widthOf(cell));
          return column.right === true ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** How many places a text takes: East Asian letters, signs and full-width forms take two. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((width, letter) => width + (wide.test(letter) ? 2 : 1), 0);
}

const wide = /[\p{Script=Han}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
