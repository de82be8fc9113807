/** A column of a CSV file. `number` cells are written as they are and must be decimal numbers; `text` cells may hold anything. */
export type CsvColumn<Row> = Readonly<{
  /** Stable field name; readers' programs rely on it. */
  name: string;
  kind: 'text' | 'number';
  value: (row: Row) => string | number | null;
}>;

/**
 * Writes RFC 4180 with a byte order mark, without which Excel takes UTF-8 for the system's code page, and CRLF at each
 * line's end. Text that a spreadsheet would run as a formula is neutralised (`neutraliseText`).
 * @throws NotANumber for a number cell that holds something else
 */
export function writeCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  const lines = [columns.map((column) => quote(column.name)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => cell(column, row)).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/**
 * Puts an apostrophe before text that a spreadsheet program would take for a formula or a command: one that begins with
 * = + - @ (also full-width), a tab or a line break, be it after spaces or invisible characters; and before text that begins with an
 * apostrophe, so that `restoreText` gives back exactly what was there.
 */
export function neutraliseText(text: string): string {
  return formulaLead.test(text) ? `'${text}` : text;
}

/** Takes back what `neutraliseText` did: one leading apostrophe is removed. */
export function restoreText(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

/** A number cell held something that is no decimal number: a mistake of the program, not of the data's author. */
export class NotANumber extends Error {
  override readonly name = 'NotANumber';
  readonly code = 'report-cell-not-a-number';

  constructor(column: string, value: string) {
    super(`column ${column} holds ${JSON.stringify(value)}, which is not a decimal number`);
  }
}

const formulaLead = /^(?:'|[\s\p{Cf}]*[=+\-@＝＋－＠−﹢﹣﹦﹫⁺⁻]|[\t\r\n])/u;
/** A decimal number as results state it. */
export const decimal = /^-?\d+(?:\.\d+)?$/;

function cell<Row>(column: CsvColumn<Row>, row: Row): string {
  const value = column.value(row);
  if (value === null) return '';
  const text = String(value);
  if (column.kind === 'text') return quote(neutraliseText(text));
  if (!decimal.test(text)) throw new NotANumber(column.name, text);
  return text;
}

function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
