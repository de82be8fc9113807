import * as z from 'zod/mini';
import type { RegisterRow } from '../register/register-row.ts';
import { cycleId, recordId, unitId } from '../values.ts';

/** A row as an import left it, by the version it had then: whoever has changed it since has made a later one. */
const rowAsLeft = z.strictObject({ row: recordId, version: z.int().check(z.minimum(1)) });
export type RowAsLeft = z.infer<typeof rowAsLeft>;

/** The rows that one transaction of an import has added, so that the import can be taken back as a whole. */
export const importBatch = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  import: recordId,
  batch: z.int().check(z.minimum(1)),
  added: z.array(rowAsLeft).check(z.maxLength(90)),
  /** Those of its rows that were taken back: a file may bring them again, as if they had never been there. */
  takenBack: z.array(rowAsLeft).check(z.maxLength(90)),
});
export type ImportBatch = z.infer<typeof importBatch>;

/** A row with the version it has now. */
type RowNow = Readonly<{ value: RegisterRow; version: number }>;

/** Whether a row still is as the import left it. */
export function isAsLeft(of: RowAsLeft, now: RowNow | undefined): boolean {
  return now?.value.status === 'current' && now.version === of.version;
}

/** The rows that were taken back with their import and that nobody has touched since. */
export function rowsTakenBack(
  batches: readonly ImportBatch[],
  rows: ReadonlyMap<string, RowNow>,
): ReadonlySet<string> {
  const still = ({ row, version }: RowAsLeft) => {
    const now = rows.get(row);
    return now?.value.status === 'withdrawn' && now.version === version;
  };
  return new Set(batches.flatMap(({ takenBack }) => takenBack.filter(still).map(({ row }) => row)));
}
