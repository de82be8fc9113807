import * as z from 'zod/mini';
import { declaredFile } from '../evidence/declared-file.ts';
import { cycleId, instant, recordId, unitId } from '../values.ts';
import { importField } from './import-fields.ts';

const base = {
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  file: declaredFile,
  requestedAt: instant,
  changedAt: instant,
};

/**
 * A file that a unit imports into its register: requested (its link is given), then adding (some of its rows are in), then
 * added (nothing of it is left to add); taken back, it may be added again. What it adds is decided anew from the file each time, so going on after an
 * interruption is the same as beginning.
 */
export const registerImport = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('requested') }),
  z.strictObject({ ...base, status: z.literal('adding'), added: z.int().check(z.minimum(0)) }),
  z.strictObject({ ...base, status: z.literal('added'), added: z.int().check(z.minimum(0)) }),
  /** `added` counts what stayed, since somebody had changed it. */
  z.strictObject({ ...base, status: z.literal('taken-back'), added: z.int().check(z.minimum(0)) }),
]);
export type RegisterImport = z.infer<typeof registerImport>;

/** How many rows an import has added to the register so far. */
export function rowsAdded(of: RegisterImport): number {
  return of.status === 'requested' ? 0 : of.added;
}

/** Some more rows are in; `left` says how many still are not. */
export function noteRowsAdded(of: RegisterImport, rows: number, left: number, at: string): RegisterImport {
  const { cycle, unit, id, file, requestedAt } = of;
  const status = left === 0 ? 'added' : 'adding';
  return { cycle, unit, id, file, requestedAt, changedAt: at, added: rowsAdded(of) + rows, status };
}

/** Some of its rows have been taken back. */
export function noteRowsTakenBack(of: RegisterImport, rows: number, at: string): RegisterImport {
  const { cycle, unit, id, file, requestedAt } = of;
  const added = Math.max(0, rowsAdded(of) - rows);
  return { cycle, unit, id, file, requestedAt, changedAt: at, added, status: 'taken-back' };
}

/** What a unit has told us of its own headings, so that it need not tell it with every file. */
export const importHeadings = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  headings: z
    .array(
      z.strictObject({
        heading: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
        field: importField,
      }),
    )
    .check(z.maxLength(100)),
  changedAt: instant,
});
export type ImportHeadings = z.infer<typeof importHeadings>;
