import * as z from 'zod/mini';
import { cycleId, instant, recordId, sha256Hex } from '../values.ts';

const asked = {
  cycle: cycleId,
  id: recordId,
  /** The revision of the report that is packed. */
  revision: z.int().check(z.minimum(1)),
  /** Whether the evidence itself is in it, beside the list of it. */
  evidenceFiles: z.boolean(),
  by: z.string().check(z.minLength(1)),
  at: instant,
};

/** A year's whole record, packed in the background for the city's inspectors or the archive. */
export const custodyPackage = z.discriminatedUnion('status', [
  z.strictObject({ ...asked, status: z.literal('making') }),
  z.strictObject({
    ...asked,
    status: z.literal('ready'),
    files: z.int().check(z.minimum(1)),
    /** In bytes. */
    size: z.int().check(z.minimum(1)),
    sha256: sha256Hex,
    /** When it is removed: in real time, whatever date the evaluation goes by. */
    expiresAt: instant,
  }),
  /** A refusal, by its code and what fills its sentence. */
  z.strictObject({
    ...asked,
    status: z.literal('failed'),
    code: z.string().check(z.minLength(1)),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type CustodyPackage = z.infer<typeof custodyPackage>;

/** How far a package is; `at` in real time, so that one that has come to a standstill is known. */
export const custodyProgress = z.strictObject({
  cycle: cycleId,
  id: recordId,
  done: z.int().check(z.minimum(0)),
  /** 0 while it is not known yet. */
  total: z.int().check(z.minimum(0)),
  at: instant,
});

export const custodyLimits = {
  /** All evidence files of a package together: with everything else it stays below the 4 GiB that a ZIP file can state. */
  evidenceBytes: 2_147_483_648,
  /** With everything else below the 65,535 that a ZIP file can count. */
  evidenceFiles: 40_000,
  /** How long a package lies there to be fetched. */
  days: 7,
  /** Without progress for so long, it has come to a standstill: the function has 15 minutes, and each of its attempts says that it began. */
  stalledMinutes: 20,
} as const;
