import * as z from 'zod/mini';
import { cycleId, instant, recordId, sha256Hex } from '../values.ts';

/**
 * What the report would say at a moment, scored from the records as they stood. It freezes nothing, is signed by nobody and is
 * never published. Bodies that have not handed in count as silent.
 */
export const dryRun = z.strictObject({
  cycle: cycleId,
  id: recordId,
  at: instant,
  by: z.string().check(z.minLength(1)),
  units: z.int().check(z.minimum(1)),
  inputsSha256: sha256Hex,
  resultSha256: sha256Hex,
});
export type DryRun = z.infer<typeof dryRun>;

/** A county has some hundred units; what a province has does not fit a call that somebody waits for. */
export const mostDryRunUnits = 300;
