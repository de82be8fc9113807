import { writeXlsx, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';

/** How a column's cells are shown. `points` keeps up to four decimals as given, `count` groups thousands. */
export type CellKind = 'text' | 'wrapped' | 'points' | 'count';

/** A column of a sheet; `width` in characters of the default font (a Chinese character takes two). */
export type SheetColumn<Row> = Readonly<{
  heading: string;
  width: number;
  kind: CellKind;
  /** A decimal string in a `points` or `count` column becomes a number cell; null leaves the cell empty. */
  value: (row: Row) => string | number | null;
}>;

/** One sheet: what is written in its cells, all of it constants. */
export type Sheet = Readonly<{
  name: string;
  headings: readonly string[];
  widths: readonly number[];
  kinds: readonly CellKind[];
  rows: readonly (readonly (string | number | null)[])[];
  /** Columns that stay in sight when scrolled sideways. */
  frozenColumns: number;
  filter: boolean;
}>;

/** Lays rows out in columns. */
export function sheet<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
  options: Readonly<{ frozenColumns?: number; filter?: boolean }> = {},
): Sheet {
  return {
    name,
    headings: columns.map((column) => column.heading),
    widths: columns.map((column) => column.width),
    kinds: columns.map((column) => column.kind),
    rows: rows.map((row) => columns.map((column) => column.value(row))),
    frozenColumns: options.frozenColumns ?? 0,
    filter: options.filter ?? true,
  };
}

/**
 * Writes an XLSX workbook: every cell carries its reference, numbers are number cells, texts are strings and never formulas, dates
 * inside the package come from `madeAt`. The same sheets give the same bytes. The library behind it is young: it is used
 * here only.
 */
export async function writeWorkbook(
  sheets: readonly Sheet[],
  about: Readonly<{ title: string; creator: string; madeAt: Date }>,
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(toSheet),
    properties: {
      title: xmlText(about.title),
      creator: xmlText(about.creator),
      created: about.madeAt,
      modified: about.madeAt,
    },
    defaultFont: { name: '等线', size: 11 },
  });
}

const border = { style: 'thin', color: { rgb: 'D5D0C8' } } as const;
const headingStyle: CellStyle = {
  font: { bold: true, color: { rgb: '7A1A12' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F6EFEA' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: { bottom: { style: 'medium', color: { rgb: 'A8261B' } } },
};
const cellStyles: Readonly<Record<CellKind, CellStyle>> = {
  text: { alignment: { vertical: 'top' }, border: { bottom: border } },
  wrapped: { alignment: { vertical: 'top', wrapText: true }, border: { bottom: border } },
  points: {
    alignment: { vertical: 'top', horizontal: 'right' },
    border: { bottom: border },
    numFmt: '0.0###',
  },
  count: { alignment: { vertical: 'top', horizontal: 'right' }, border: { bottom: border }, numFmt: '#,##0' },
};

function toSheet(of: Sheet): WriteSheet {
  const lastColumn = columnName(of.headings.length - 1);
  const cells: NonNullable<WriteSheet['cells']> = new Map(
    of.headings.map((_, column) => [`0,${column}`, { style: headingStyle }]),
  );
  return {
    name: of.name,
    columns: of.widths.map((width, column) => ({ width, style: cellStyles[of.kinds[column] ?? 'text'] })),
    rows: [
      of.headings.map(xmlText),
      ...of.rows.map((row) => row.map((value, column) => toCell(value, of.kinds[column]))),
    ],
    cells,
    freezePane: { rows: 1, columns: of.frozenColumns },
    ...(of.filter ? { autoFilter: { range: `A1:${lastColumn}${of.rows.length + 1}` } } : {}),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  };
}

function toCell(value: string | number | null, kind: CellKind | undefined): CellValue {
  if (value === null) return null;
  if (kind === 'points' || kind === 'count') return Number(value);
  return xmlText(String(value));
}

/** Sheets have far fewer than 26 × 27 columns, so one or two letters are enough. */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : String.fromCharCode(64 + Math.floor(index / 26)) + last;
}

/**
 * Characters that XML cannot carry are written as `_xHHHH_` in this format; so text that happens to look like that must
 * have its underscore written that way, or a reader would turn it into another character. Control characters are
 * left to the library, which does the same with them.
 */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\uFFFE\uFFFF]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase()}_`);
}
