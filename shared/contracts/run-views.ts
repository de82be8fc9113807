import * as z from 'zod/mini';
import { runKind, runStep } from '../domain/run/run.ts';
import { instant, runId, sha256Hex, unitId } from '../domain/values.ts';

/* What a caller sees of a run: what they need, never who judged them, never how it is stored. */

/** How far a step of the run is. */
export const stepProgress = z.strictObject({
  step: runStep,
  done: z.int(),
  total: z.int(),
  /** Which units are done; null for more than 300. */
  units: z.nullable(z.array(unitId)),
});

export const runView = z.strictObject({
  id: runId,
  kind: runKind,
  status: z.enum(['active', 'published', 'returned', 'failed']),
  step: runStep,
  startedAt: instant,
  endedAt: z.nullable(instant),
  /** Why it failed or was returned, in words. */
  reason: z.nullable(z.string()),
  revision: z.nullable(z.int()),
  inputsSha256: z.nullable(sha256Hex),
  resultSha256: z.nullable(sha256Hex),
  /** Where and why the run has come to a stop and waits for an admin. */
  stopped: z.nullable(z.strictObject({ at: instant, step: runStep, reason: z.string() })),
  /** Units at which a step failed and that have not been mended. */
  failing: z.array(z.strictObject({ unit: unitId, step: runStep, reason: z.string() })),
  progress: z.array(stepProgress),
  /** Whether an admin has read the report, without which it is not signed. */
  reviewed: z.boolean(),
  /** Bodies the run has asked and not yet heard from. */
  waitingFor: z.array(z.string()),
});
export type RunView = z.infer<typeof runView>;
