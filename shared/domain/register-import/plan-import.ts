import type { RegisterColumn } from '../cycle/cycle.ts';
import { judgeRegister } from '../register/count-register.ts';
import type { RegisterEntry, RegisterRow } from '../register/register-row.ts';
import type { Day, Instant } from '../values.ts';
import { findHeadings, repeatsHeadings, type FoundHeading, type SheetHeadings } from './find-headings.ts';
import { fieldNames } from './import-finding-words.ts';
import { severityOf, shown, type ImportFinding } from './import-findings.ts';
import { requiredFields, type ImportField, type RememberedHeadings } from './import-fields.ts';
import { mergedCells, type Merged } from './merged-cells.ts';
import { columnNames, readRow, type RowContext } from './read-row.ts';
import {
  columnLetters,
  importLimits,
  type Cell,
  type CellFile,
  type CellRow,
  type CellSheet,
} from './sheet-cells.ts';

/** The row that a row of the file repeats: one of the register, or an earlier one of the file. */
export type RepeatedRow =
  Readonly<{ in: 'register'; row: string }> | Readonly<{ in: 'file'; sheet: string; row: number }>;

/** What is to become of a row of the file. */
export type PlannedRow = Readonly<{ sheet: string; row: number; cells: readonly (Cell | null)[] }> &
  Readonly<
    | { outcome: 'error' }
    | { outcome: 'add'; id: string; entry: RegisterEntry }
    /** The register has this very row, or had it until it was corrected. */
    | { outcome: 'already'; entry: RegisterEntry; of: RepeatedRow }
    /** The register had it and the unit withdrew it: an import does not bring it back. */
    | { outcome: 'withdrawn'; entry: RegisterEntry; of: RepeatedRow }
    /** It would not count beside the row that it repeats, so it is not added. */
    | { outcome: 'duplicate'; entry: RegisterEntry; of: RepeatedRow }
  >;

export type ImportPlan = Readonly<{
  headings: readonly FoundHeading[];
  findings: readonly ImportFinding[];
  rows: readonly PlannedRow[];
}>;

/** What a file is read against. */
export type ImportContext = Readonly<{
  cycle: Readonly<{ id: string; columns: readonly RegisterColumn[] }>;
  unit: string;
  now: Readonly<{ at: Instant; today: Day }>;
  remembered: RememberedHeadings;
  existing: readonly RegisterRow[];
  /** The id of a row that says this: from its content alone, so that the same row always makes the same one. */
  idOf: (entry: RegisterEntry) => string;
}>;

/**
 * Says what importing a file would do, and everything that is wrong with it. Changes nothing, and is the same whether some
 * of its rows have been added before or not: those are `already` there. The order of rows never decides which of them are
 * added, but for rows that are the same in everything.
 */
export function planImport(file: CellFile, context: ImportContext): ImportPlan {
  const hidden = file.hiddenSheets.map((name) => at('sheet-hidden', { name: shown(name) }));
  if (file.sheets.length > importLimits.sheets)
    return refused(hidden, 'too-many-sheets', { sheets: file.sheets.length, most: importLimits.sheets });

  const found = file.sheets.map((sheet) => ({ sheet, headings: findHeadings(sheet, context.remembered) }));
  const headed = found.flatMap(({ sheet, headings }) => (headings === null ? [] : [{ sheet, headings }]));
  if (headed.length === 0)
    return refused(hidden, 'heading-none', { wanted: namesOf('zh'), wantedEn: namesOf('en') });

  const read = headed.filter(({ headings }) => headings.usable).map((each) => rowsOf(each, file, context));
  const rows = read.flatMap((each) => each.rows);
  const tooMany = rows.length > importLimits.rows || file.sheets.some((sheet) => sheet.beyond === 'rows');
  if (tooMany) return refused(hidden, 'too-many-rows', { most: importLimits.rows });

  return {
    headings: headed.flatMap(({ headings }) => headings.headings),
    findings: [
      ...hidden,
      ...found.flatMap(({ sheet, headings }) =>
        headings === null ? [at('sheet-without-headings', {}, sheet.name)] : headings.findings,
      ),
      ...file.sheets
        .filter((sheet) => sheet.beyond === 'columns')
        .map((sheet) => at('beyond-columns', { most: importLimits.columns }, sheet.name)),
      ...read.flatMap((each) => each.findings),
    ],
    rows: decide(rows, context),
  };
}

function at(
  code: ImportFinding['code'],
  facts: ImportFinding['facts'],
  sheet: string | null = null,
): ImportFinding {
  return { code, facts, sheet, row: null, column: null };
}

function refused(
  also: readonly ImportFinding[],
  code: ImportFinding['code'],
  facts: ImportFinding['facts'],
): ImportPlan {
  return { headings: [], findings: [at(code, facts), ...also], rows: [] };
}

function namesOf(language: 'zh' | 'en'): string {
  return requiredFields.map((field) => fieldNames[field][language]).join(language === 'zh' ? '、' : ', ');
}

/** A row of the file as it was read: its entry, or null when something is wrong with it. */
type RowRead = Readonly<{
  sheet: string;
  row: number;
  cells: readonly (Cell | null)[];
  entry: RegisterEntry | null;
}>;

function rowsOf(
  { sheet, headings }: Readonly<{ sheet: CellSheet; headings: SheetHeadings }>,
  file: CellFile,
  { cycle, now }: ImportContext,
): Readonly<{ rows: readonly RowRead[]; findings: readonly ImportFinding[] }> {
  const row: RowContext = {
    year: cycle.id,
    today: now.today,
    from1904: file.from1904,
    columns: columnNames(cycle.columns),
    known: cycle.columns.map((column) => column.label.zh).join('、'),
  };
  const merged = mergedCells(sheet, headings.row.number);
  const rows: RowRead[] = [];
  const findings: ImportFinding[] = [];
  for (const each of sheet.rows) {
    if (each.number <= headings.row.number) continue;
    const place = { sheet: sheet.name, row: each.number };
    const skipped = reasonToSkip(each, headings, merged);
    if (skipped !== null) {
      if (skipped !== 'blank') findings.push({ ...place, code: skipped, column: null, facts: {} });
      continue;
    }
    const taken = new Set<ImportField>();
    const cellOf = (field: ImportField): Cell | null => {
      const index = headings.columns.get(field);
      if (index === undefined) return null;
      const own = each.cells[index] ?? null;
      if (!isEmpty(own)) return own;
      const above = merged.above(each.number, index);
      if (above !== null) taken.add(field);
      return above;
    };
    const { entry, findings: found } = readRow(cellOf, row);
    if (each.hidden) findings.push({ ...place, code: 'row-hidden', column: null, facts: {} });
    for (const field of taken)
      findings.push({
        ...place,
        code: 'merged-cell',
        column: lettersOf(headings, field),
        facts: { field: fieldNames[field].zh, fieldEn: fieldNames[field].en },
      });
    findings.push(
      ...found.map(({ code, field, facts }) => ({
        ...place,
        code,
        column: field === null ? null : lettersOf(headings, field),
        facts,
      })),
    );
    rows.push({ ...place, cells: each.cells, entry });
  }
  return { rows, findings };
}

function lettersOf({ columns }: SheetHeadings, field: ImportField): string | null {
  const index = columns.get(field);
  return index === undefined ? null : columnLetters(index);
}

function reasonToSkip(
  row: CellRow,
  headings: SheetHeadings,
  merged: Merged,
): 'blank' | 'heading-again' | 'row-of-one-cell' | null {
  const filled = row.cells.flatMap((cell, index) => (isEmpty(cell) ? [] : [index]));
  const [first, ...others] = filled;
  if (first !== undefined && others.length === 0 && merged.spansColumns(row.number, first))
    return 'row-of-one-cell';
  const own = [...headings.columns.values()].some((index) => !isEmpty(row.cells[index] ?? null));
  if (!own) return 'blank';
  return repeatsHeadings(row, headings) ? 'heading-again' : null;
}

function isEmpty(cell: Cell | null): boolean {
  return cell === null || (cell.kind === 'text' && cell.text.trim() === '');
}

function decide(rows: readonly RowRead[], context: ImportContext): readonly PlannedRow[] {
  const { existing, cycle, unit, now, idOf } = context;
  const byId = new Map(existing.map((row) => [row.id, row]));
  const byContent = new Map(
    existing.filter((row) => row.status === 'current').map((row) => [idOf(row.entry), row]),
  );
  /** Each new row by its id: where the file says it first. */
  const firsts = new Map<string, RowRead>();
  const withIds = rows.map((row) => {
    const id = row.entry === null ? null : idOf(row.entry);
    if (id !== null && !byId.has(id) && !byContent.has(id) && !firsts.has(id)) firsts.set(id, row);
    return { row, id };
  });

  const candidates = [...firsts].flatMap(([id, { entry }]): RegisterRow[] =>
    entry === null
      ? []
      : [
          {
            cycle: cycle.id,
            unit,
            id,
            entry,
            status: 'current',
            withdrawnReason: null,
            addedAt: now.at,
            changedAt: now.at,
          },
        ],
  );
  const repeated = new Map(
    judgeRegister(candidates, cycle, existing).flatMap(({ row, duplicateOf }) =>
      duplicateOf === null ? [] : [[row.id, duplicateOf] as const],
    ),
  );
  const placeOf = (id: string): RepeatedRow => {
    const first = firsts.get(id);
    return first === undefined
      ? { in: 'register', row: id }
      : { in: 'file', sheet: first.sheet, row: first.row };
  };

  return withIds.map(({ row, id }): PlannedRow => {
    const { entry, ...place } = row;
    if (entry === null || id === null) return { ...place, outcome: 'error' };
    const there = byId.get(id) ?? byContent.get(id);
    if (there !== undefined) {
      const of = { in: 'register', row: there.id } as const;
      return { ...place, entry, of, outcome: there.status === 'withdrawn' ? 'withdrawn' : 'already' };
    }
    if (firsts.get(id) !== row) return { ...place, entry, outcome: 'duplicate', of: placeOf(id) };
    const of = repeated.get(id);
    return of === undefined
      ? { ...place, outcome: 'add', id, entry }
      : { ...place, entry, outcome: 'duplicate', of: placeOf(of) };
  });
}

/** How many rows of a plan come to what, and how many findings there are. */
export function planTotals({ rows, findings }: ImportPlan): Readonly<{
  rows: number;
  add: number;
  already: number;
  withdrawn: number;
  duplicate: number;
  error: number;
  errors: number;
  notes: number;
}> {
  const count = (outcome: PlannedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const errors = findings.filter(({ code }) => severityOf(code) === 'error').length;
  return {
    rows: rows.length,
    add: count('add'),
    already: count('already'),
    withdrawn: count('withdrawn'),
    duplicate: count('duplicate'),
    error: count('error'),
    errors,
    notes: findings.length - errors,
  };
}
