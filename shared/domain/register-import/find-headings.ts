import {
  importField,
  meaningOf,
  requiredFields,
  type ImportField,
  type RememberedHeadings,
} from './import-fields.ts';
import { factsOfField } from './import-finding-words.ts';
import { shown, type ImportFinding } from './import-findings.ts';
import { columnLetters, type Cell, type CellRow, type CellSheet, type MergedCells } from './sheet-cells.ts';

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
  /** The headings as one row, under the number of the last row that they take; what lies below is data. */
  row: CellRow;
  /** The rows as the file has them: one, or two where headings stand over headings. */
  printed: readonly CellRow[];
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
  for (const [place, row] of sheet.rows.slice(0, mostRowsAbove).entries()) {
    const below = sheet.rows[place + 1];
    const two = below === undefined ? null : asOneRow(sheet, row, below, remembered);
    if (below !== undefined && two !== null) {
      return { ...readHeadings(sheet.name, two, remembered), printed: [row, below] };
    }
    if (fieldsIn(row, remembered).size >= fewestKnown) {
      return { ...readHeadings(sheet.name, row, remembered), printed: [row] };
    }
  }
  return null;
}

/**
 * Headings over two rows, as offices draw them: 保密审查 over 审查人 and 日期, beside headings that stand over both rows. Read as
 * one row they must say more fields than either row does, or the second row is data (or the first a title).
 */
function asOneRow(
  sheet: CellSheet,
  upper: CellRow,
  lower: CellRow,
  remembered: RememberedHeadings,
): CellRow | null {
  if (lower.number !== upper.number + 1) return null;
  const width = Math.max(upper.cells.length, lower.cells.length);
  const merges = sheet.merged.filter((each) => each.firstRow === upper.number);
  const isPlain = sheet.merged.length === 0;
  const cells = Array.from({ length: width }, (_, column): Cell | null => {
    const below = headingText(lower.cells[column] ?? null);
    if (below === '') return upper.cells[column] ?? null;
    const joined = `${headingText(upper.cells[headOver(upper, column, merges, isPlain)] ?? null)}${below}`;
    const alone = meaningOf(joined, remembered) === null && meaningOf(below, remembered) !== null;
    return { kind: 'text', text: alone ? below : joined };
  });
  const both: CellRow = { number: lower.number, hidden: false, cells };
  const fields = (row: CellRow) => fieldsIn(row, remembered).size;
  const more = fields(both) >= fewestKnown && fields(both) > Math.max(fields(upper), fields(lower));
  return more ? both : null;
}

/** The column of the heading that stands over a column: its own, the first of a merge, or the next to the left in a CSV. */
function headOver(upper: CellRow, column: number, merges: readonly MergedCells[], isPlain: boolean): number {
  const isFilled = (cell: Cell | null | undefined) => headingText(cell ?? null) !== '';
  if (isFilled(upper.cells[column])) return column;
  const merge = merges.find((each) => each.firstColumn <= column && column <= each.lastColumn);
  if (merge !== undefined) return merge.firstColumn;
  const left = isPlain ? upper.cells.slice(0, column).findLastIndex(isFilled) : -1;
  return left === -1 ? column : left;
}

/** Whether a row says the same headings again, as printed registers do at the top of every page. */
export function repeatsHeadings(row: CellRow, of: SheetHeadings): boolean {
  return [of.row, ...of.printed].some((each) => saysTheSame(row, each));
}

function saysTheSame(row: CellRow, of: CellRow): boolean {
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

function readHeadings(
  sheet: string,
  row: CellRow,
  remembered: RememberedHeadings,
): Omit<SheetHeadings, 'printed'> {
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
