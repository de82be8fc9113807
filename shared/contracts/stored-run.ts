import * as z from 'zod/mini';
import { runStep } from '../domain/run/run.ts';
import { cycleId, instant, runId, unitId } from '../domain/values.ts';

/** A task of a run that waits for somebody: the token is secret, is never logged and never leaves the service. */
export const runTask = z.strictObject({
  cycle: cycleId,
  run: runId,
  /** `hand-in:<body>`, `sign-off` or `repair`. */
  task: z.string().check(z.minLength(1)),
  token: z.string().check(z.minLength(1), z.maxLength(2048)),
  askedAt: instant,
});

/** How far one batch of a step is. One record for each batch: batches run side by side and none waits for another. */
export const runProgress = z.strictObject({
  cycle: cycleId,
  run: runId,
  step: runStep,
  batch: z.string(),
  done: z.int().check(z.minimum(0)),
  total: z.int().check(z.minimum(0)),
  /** Which of the batch's units are done, where it goes over units. */
  units: z._default(z.array(unitId).check(z.maxLength(100)), []),
  /** Of an attempt that no longer holds: the run was put back to an earlier step. */
  stale: z._default(z.boolean(), false),
});

/** A unit at which a step of a run failed. */
export const runFailure = z.strictObject({
  cycle: cycleId,
  run: runId,
  step: runStep,
  unit: unitId,
  reason: z.string(),
  at: instant,
  /** A later attempt has succeeded. */
  mended: z.boolean(),
});
