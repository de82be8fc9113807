import * as z from 'zod/mini';
import { declaredFile } from '../evidence/declared-file.ts';
import { cycleId, instant, recordId, unitId } from '../values.ts';

/**
 * Evidence that a unit sends in one ZIP file. The record says only what was announced; what the file would come to is read
 * from it each time, so going on after an interruption is the same as beginning.
 */
export const evidenceBundle = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  file: declaredFile,
  requestedAt: instant,
});
export type EvidenceBundle = z.infer<typeof evidenceBundle>;

/** How much one bundle may hold. More is sent in several. */
export const bundleLimits = {
  /** The ZIP file itself: what one upload link takes. */
  bytes: 104_857_600,
  files: 300,
  /** All files together when unpacked. */
  unpackedBytes: 314_572_800,
} as const;
