import type { RegisterColumn, Unit } from '../domain/cycle/cycle.ts';
import { fieldHeadings, type ImportField } from '../domain/register-import/import-fields.ts';
import { mendHeadings, type MendSheet } from '../domain/register-import/mend-file.ts';
import type { RegisterEntry, RegisterRow } from '../domain/register/register-row.ts';
import type { Instant } from '../domain/values.ts';
import { sheet, type Sheet, type SheetColumn } from './sheet.ts';
import { writeWorkbook } from './workbook.ts';

/** The rows of an import that have to be mended, in the unit's own columns, with the reason and the old place behind them. */
export function mendWorkbook(sheets: readonly MendSheet[], madeAt: Instant): Promise<Uint8Array> {
  return writeWorkbook(sheets.map(toMendSheet), {
    title: '需要修改的行',
    creator: '标尺',
    madeAt: new Date(madeAt),
  });
}

type MendRow = MendSheet['rows'][number];

function toMendSheet({ name, headings, rows }: MendSheet, index: number): Sheet {
  const columns = headings.map((heading, place): SheetColumn<MendRow> => ({
    heading,
    width: 20,
    kind: 'wrapped',
    value: (row) => row.cells[place] ?? null,
  }));
  return sheet(
    sheetName(name, index),
    [
      ...columns,
      { heading: mendHeadings.reasons, width: 60, kind: 'wrapped', value: (row) => row.reasons },
      { heading: mendHeadings.place, width: 10, kind: 'text', value: (row) => row.place },
    ],
    rows,
  );
}

/** Excel's rules for names, which the names of a file that another program wrote may break. */
function sheetName(name: string, index: number): string {
  const plain = name.replace(/[[\]:*?/\\\p{Cc}\p{Cf}]/gu, '').slice(0, 24);
  return `${index + 1} ${plain}`.trim();
}

/** A register as an import reads it: the headings are the first name of each field, the columns their Chinese names. */
export function registerWorkbook(
  rows: readonly RegisterRow[],
  { unit, columns, madeAt }: Readonly<{ unit: Unit; columns: readonly RegisterColumn[]; madeAt: Instant }>,
): Promise<Uint8Array> {
  const nameOf = new Map(columns.map(({ id, label }) => [id, label.zh]));
  const inOrder = [...rows].sort(byPublication).map((row) => row.entry);
  return writeWorkbook([sheet('台账', entryColumns(nameOf), inOrder, { frozenColumns: 1 })], {
    title: `${unit.name}公开信息台账`,
    creator: unit.name,
    madeAt: new Date(madeAt),
  });
}

function byPublication(left: RegisterRow, right: RegisterRow): number {
  const [first, second] = [left, right].map((row) => `${row.entry.publishedOn} ${row.id}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function entryColumns(nameOf: ReadonlyMap<string, string>): readonly SheetColumn<RegisterEntry>[] {
  const column = (
    field: ImportField,
    width: number,
    value: (entry: RegisterEntry) => string | null,
  ): SheetColumn<RegisterEntry> => ({
    heading: fieldHeadings[field][0] ?? field,
    width,
    kind: 'text',
    value,
  });
  return [
    column('title', 50, (entry) => entry.title),
    column('column', 14, (entry) => nameOf.get(entry.column) ?? entry.column),
    column('documentNumber', 20, (entry) => entry.documentNumber),
    column('url', 40, (entry) => entry.url),
    column('madeOn', 12, (entry) => entry.madeOn),
    column('publishedOn', 12, (entry) => entry.publishedOn),
    column('responsibleOffice', 14, (entry) => entry.responsibleOffice),
    column('reviewer', 12, (entry) => entry.secrecyReview?.reviewer ?? null),
    column('reviewedOn', 14, (entry) => entry.secrecyReview?.reviewedOn ?? null),
  ];
}
