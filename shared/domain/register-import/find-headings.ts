import {
  importField,
  meaningOf,
  requiredFields,
  type ImportField,
  type RememberedHeadings,
} from './import-fields.ts';
import { factsOfField, shown, type ImportFinding } from './import-findings.ts';
import { columnLetters, type Cell, type CellRow, type CellSheet } from './sheet-cells.ts';

/** A heading of a sheet and what it was taken for; null when nobody knows it. */
export type FoundHeading = Readonly<{
  sheet: string;
  /** Counted from 0, and as letters. */
  index: number;
  column: string;
  heading: string;
  field: ImportField | null;
  /** Whether the unit said so, or the heading's own name did. */
  by: 'unit' | 'name' | null;
}>;

/** The headings of a sheet: where they stand, what they mean, and which column each field is read from. */
export type SheetHeadings = Readonly<{
  row: CellRow;
  headings: readonly FoundHeading[];
  /** Column numbers from 0. */
  columns: ReadonlyMap<ImportField, number>;
  findings: readonly ImportFinding[];
  /** Whether rows can be read by them. */
  usable: boolean;
}>;

/** Titles, notes and dates of printing stand above the headings of a register, never more of them than this. */
const mostRowsAbove = 20;
/** Fewer known headings than this in one row are words in a title, not headings. */
const fewestKnown = 3;

/** Finds a sheet's headings; null when no row looks like headings. */
export function findHeadings(sheet: CellSheet, remembered: RememberedHeadings): SheetHeadings | null {
  const row = sheet.rows
    .slice(0, mostRowsAbove)
    .find((each) => fieldsIn(each, remembered).size >= fewestKnown);
  return row === undefined ? null : readHeadings(sheet.name, row, remembered);
}

/** Whether a row says the same headings again, as printed registers do at the top of every page. */
export function repeatsHeadings(row: CellRow, of: CellRow): boolean {
  const texts = of.cells.flatMap((cell, index) => {
    const text = headingText(cell);
    return text === '' ? [] : [text === headingText(row.cells[index] ?? null)];
  });
  return texts.every(Boolean);
}

function fieldsIn(row: CellRow, remembered: RememberedHeadings): ReadonlySet<ImportField> {
  const fields = row.cells.flatMap((cell) => meaningOf(headingText(cell), remembered)?.field ?? []);
  return new Set(fields.filter((field) => field !== 'none'));
}

type Candidate = Readonly<{ index: number; text: string; rank: number; by: 'unit' | 'name' }>;

function readHeadings(sheet: string, row: CellRow, remembered: RememberedHeadings): SheetHeadings {
  const byField = new Map<ImportField, Candidate[]>();
  const headings = row.cells.flatMap((cell, index): FoundHeading[] => {
    const text = headingText(cell);
    if (text === '') return [];
    const meaning = meaningOf(text, remembered);
    if (meaning !== null && meaning.field !== 'none') {
      const candidates = byField.get(meaning.field) ?? [];
      byField.set(meaning.field, [...candidates, { index, text, ...meaning }]);
    }
    const { field = null, by = null } = meaning ?? {};
    return [{ sheet, index, column: columnLetters(index), heading: text, field, by }];
  });

  const findings: ImportFinding[] = [];
  const find = (code: ImportFinding['code'], index: number | null, facts: ImportFinding['facts']) =>
    findings.push({
      code,
      sheet,
      row: row.number,
      column: index === null ? null : columnLetters(index),
      facts,
    });
  const columns = new Map<ImportField, number>();
  const unused = new Set<number>();
  let usable = true;
  for (const field of importField.options) {
    const [first, ...others] = [...(byField.get(field) ?? [])].sort((left, right) => left.rank - right.rank);
    if (first === undefined) continue;
    columns.set(field, first.index);
    for (const other of others) {
      unused.add(other.index);
      if (other.rank === first.rank) {
        usable = false;
        find('heading-repeated', other.index, { heading: shown(other.text) });
      } else {
        const names = { heading: shown(other.text), used: shown(first.text) };
        find('heading-second', other.index, { ...names, ...factsOfField(field) });
      }
    }
  }
  for (const field of requiredFields) {
    if (columns.has(field)) continue;
    usable = false;
    find('heading-missing', null, factsOfField(field));
  }
  const unknown = headings.filter((each) => each.field === null).map((each) => shown(each.heading));
  if (unknown.length > 0) find('heading-unknown', null, { headings: listed(unknown) });
  return {
    row,
    headings: headings.map((each) => (unused.has(each.index) ? { ...each, field: 'none' } : each)),
    columns,
    findings,
    usable,
  };
}

/** As many as a sentence bears. */
const mostListed = 20;

function listed(texts: readonly string[]): string {
  return `${texts.slice(0, mostListed).join('、')}${texts.length > mostListed ? '……' : ''}`;
}

function headingText(cell: Cell | null): string {
  return cell?.kind === 'text' ? cell.text.trim() : '';
}
