import { z } from 'zod';
import { refuse } from '../errors.ts';
import { cycleId, day, instant, line, recordId, unitId } from '../values.ts';

/** What a unit says of one published item. */
export const registerEntry = z.strictObject({
  title: line,
  /** The id of one of the cycle's columns. */
  column: z.string().min(1).max(30),
  documentNumber: line.nullable(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable(),
  madeOn: day,
  publishedOn: day,
  responsibleOffice: line,
  /** Secrecy review before publication (先审查后公开); null when there was none. */
  secrecyReview: z.strictObject({ reviewer: line, reviewedOn: day }).nullable(),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

/** A row of a unit's register of published information. */
export const registerRow = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  entry: registerEntry,
  status: z.enum(['current', 'withdrawn']),
  withdrawnReason: line.nullable(),
  addedAt: instant,
  changedAt: instant,
});
export type RegisterRow = z.infer<typeof registerRow>;

/** Corrects a current row. @throws Refusal `row-wrong-state` when it has been withdrawn. */
export function correctRow(row: RegisterRow, entry: RegisterEntry, at: string): RegisterRow {
  if (row.status !== 'current') throw refuse.wrongState('row-wrong-state', { status: row.status });
  return { ...row, entry, changedAt: at };
}

/** Withdraws a current row; it stays on record and no longer counts. @throws Refusal `row-wrong-state`. */
export function withdrawRow(row: RegisterRow, reason: string, at: string): RegisterRow {
  if (row.status !== 'current') throw refuse.wrongState('row-wrong-state', { status: row.status });
  return { ...row, status: 'withdrawn', withdrawnReason: reason, changedAt: at };
}
