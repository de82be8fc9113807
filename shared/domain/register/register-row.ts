import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { nextMoment } from '../next-moment.ts';
import { cycleId, day, instant, line, recordId, unitId, webAddress } from '../values.ts';

/** What a unit says of one published item. */
export const registerEntry = z.strictObject({
  title: line,
  /** The id of one of the cycle's columns. */
  column: z.string().check(z.minLength(1), z.maxLength(30)),
  documentNumber: z.nullable(line),
  url: z.nullable(webAddress),
  madeOn: day,
  publishedOn: day,
  responsibleOffice: line,
  /** Secrecy review before publication (先审查后公开); null when there was none. */
  secrecyReview: z.nullable(z.strictObject({ reviewer: line, reviewedOn: day })),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

/** A row of a unit's register of published information. */
export const registerRow = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  entry: registerEntry,
  status: z.enum(['current', 'withdrawn']),
  withdrawnReason: z.nullable(line),
  addedAt: instant,
  /** No two things that a row has said have the same moment: it names what somebody saw. */
  changedAt: instant,
});
export type RegisterRow = z.infer<typeof registerRow>;

/** What a row said until it was corrected. */
export const registerRowVersion = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  row: recordId,
  /** Counted with the record's changes, so that no two corrections of a row can take the same place. */
  version: z.int().check(z.minimum(1)),
  entry: registerEntry,
  since: instant,
  until: instant,
  /** Whose correction ended it. */
  correctedBy: z.string().check(z.minLength(1), z.maxLength(128)),
});
export type RegisterRowVersion = z.infer<typeof registerRowVersion>;

/** What a row says now, kept as what it will have said once it is corrected. */
export function rowAsItWas(
  row: RegisterRow,
  version: number,
  correction: Readonly<{ by: string; at: string }>,
): RegisterRowVersion {
  const { cycle, unit, id, entry, changedAt } = row;
  return {
    cycle,
    unit,
    row: id,
    version,
    entry,
    since: changedAt,
    until: correction.at,
    correctedBy: correction.by,
  };
}

/** Corrects a current row. @throws Refusal `row-wrong-state` when it has been withdrawn. */
export function correctRow(row: RegisterRow, entry: RegisterEntry, at: string): RegisterRow {
  if (row.status !== 'current') throw refuse.wrongState('row-wrong-state', { status: row.status });
  return { ...row, entry, changedAt: nextMoment(at, row.changedAt) };
}

/** Withdraws a current row; it stays on record and no longer counts. @throws Refusal `row-wrong-state`. */
export function withdrawRow(row: RegisterRow, reason: string, at: string): RegisterRow {
  if (row.status !== 'current') throw refuse.wrongState('row-wrong-state', { status: row.status });
  return { ...row, status: 'withdrawn', withdrawnReason: reason, changedAt: nextMoment(at, row.changedAt) };
}
