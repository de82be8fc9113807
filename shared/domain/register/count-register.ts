import { mondayOf } from '../calendar.ts';
import type { RegisterColumn } from '../cycle/cycle.ts';
import type { RegisterRow } from './register-row.ts';

/** Why a row does not count toward the target, in the order in which the rules are tried: the first that holds is the reason. */
export const notCountedReasons = [
  'withdrawn',
  'outside-year',
  'not-reviewed',
  'reviewed-late',
  'duplicate',
] as const;
export type NotCountedReason = (typeof notCountedReasons)[number];

/** What a unit's register comes to. `months` is January to December by the day of publication, counted rows only. */
export type RegisterCount = Readonly<{
  count: number;
  registered: number;
  notCounted: Readonly<Record<NotCountedReason, number>>;
  months: readonly number[];
  columns: Readonly<Record<string, Readonly<{ count: number; months: readonly number[]; late: number }>>>;
}>;

/** A row with the decision on it. */
export type JudgedRow = Readonly<{
  row: RegisterRow;
  notCounted: NotCountedReason | null;
  /** The id of the counted row that a duplicate repeats. */
  duplicateOf: string | null;
  /** Published after its column's time limit: a fact that moves no points. */
  late: boolean;
}>;

/**
 * Decides row by row what counts toward the target (rubric item C1): published inside the cycle year, past secrecy review
 * no later than the day of publication, not withdrawn, and not a duplicate. Of duplicates the one published first counts
 * (then the one with the smaller id), so the order of the rows never matters.
 * @param rowsBefore rows that were there first: whatever repeats one of them is a duplicate, also when it was published earlier
 * @returns the rows in order of publication, each with its decision; those that were there first are not among them
 */
export function judgeRegister(
  rows: readonly RegisterRow[],
  cycle: Readonly<{ id: string; columns: readonly RegisterColumn[] }>,
  rowsBefore: readonly RegisterRow[] = [],
): readonly JudgedRow[] {
  const limits = new Map(cycle.columns.map((column) => [column.id, column.timeLimit]));
  /** Each mark with the row that counts for it. */
  const seen = new Map<string, string>();
  const judge = (row: RegisterRow): JudgedRow => {
    const late = isLate(row, limits.get(row.entry.column));
    const reason = plainReason(row, cycle.id);
    if (reason !== null) return { row, notCounted: reason, duplicateOf: null, late };
    const marks = duplicateMarks(row);
    const duplicateOf = marks.flatMap((mark) => seen.get(mark) ?? [])[0] ?? null;
    // A duplicate lends its own marks to later rows too: a copy of a copy is a copy.
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, duplicateOf ?? row.id);
    return { row, notCounted: duplicateOf === null ? null : 'duplicate', duplicateOf, late };
  };
  [...rowsBefore].sort(byPublication).forEach(judge);
  return [...rows].sort(byPublication).map(judge);
}

/** Counts a unit's register for the target and for the figures reviewers see. */
export function countRegister(
  rows: readonly RegisterRow[],
  cycle: Readonly<{ id: string; columns: readonly RegisterColumn[] }>,
): RegisterCount {
  const notCounted = { withdrawn: 0, 'outside-year': 0, 'not-reviewed': 0, 'reviewed-late': 0, duplicate: 0 };
  const months = noMonths();
  const columns = Object.fromEntries(
    cycle.columns.map((column) => [column.id, { count: 0, months: noMonths(), late: 0 }]),
  );
  let count = 0;
  for (const judged of judgeRegister(rows, cycle)) {
    if (judged.notCounted !== null) {
      notCounted[judged.notCounted] += 1;
      continue;
    }
    const month = Number(judged.row.entry.publishedOn.slice(5, 7)) - 1;
    count += 1;
    months[month] = (months[month] ?? 0) + 1;
    const column = columns[judged.row.entry.column];
    if (column !== undefined) {
      column.count += 1;
      column.months[month] = (column.months[month] ?? 0) + 1;
      column.late += judged.late ? 1 : 0;
    }
  }
  return { count, registered: rows.length, notCounted, months, columns };
}

/** The address by which two rows are the same page: no scheme, no `www.`, no fragment, no trailing slash, host in lower case. */
export function normalisedUrl(url: string): string {
  const parsed = new URL(url);
  const path = parsed.pathname.replace(/\/+$/, '');
  return `${parsed.host.replace(/^www\./, '')}${path}${parsed.search}`;
}

function noMonths(): number[] {
  return Array.from({ length: 12 }, () => 0);
}

function byPublication(left: RegisterRow, right: RegisterRow): number {
  if (left.entry.publishedOn !== right.entry.publishedOn) {
    return left.entry.publishedOn < right.entry.publishedOn ? -1 : 1;
  }
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function plainReason(row: RegisterRow, year: string): Exclude<NotCountedReason, 'duplicate'> | null {
  const { publishedOn, secrecyReview } = row.entry;
  if (row.status === 'withdrawn') return 'withdrawn';
  if (publishedOn.slice(0, 4) !== year) return 'outside-year';
  if (secrecyReview === null) return 'not-reviewed';
  return secrecyReview.reviewedOn > publishedOn ? 'reviewed-late' : null;
}

function duplicateMarks(row: RegisterRow): readonly string[] {
  const { title, publishedOn, url } = row.entry;
  const sameTitle = `title ${publishedOn} ${title.replace(/\s+/g, '').normalize('NFKC')}`;
  return url === null ? [sameTitle] : [`url ${normalisedUrl(url)}`, sameTitle];
}

function isLate(row: RegisterRow, limit: RegisterColumn['timeLimit'] | undefined): boolean {
  const { madeOn, publishedOn } = row.entry;
  switch (limit) {
    case 'same-day':
      return publishedOn > madeOn;
    case 'same-week':
      return publishedOn > madeOn && mondayOf(publishedOn) !== mondayOf(madeOn);
    case 'monthly':
    case undefined:
      return false;
  }
}
