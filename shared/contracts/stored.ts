import * as z from 'zod';
import { runStep } from '../domain/run/run.ts';
import { cycleId, instant, runId, sha256Hex, unitId } from '../domain/values.ts';

/** Records that the product keeps for its own working, beside those of the domain. */

/**
 * The newest entry of an audit stream. Every change under the stream moves it on in the same transaction, so setting
 * `frozenBy` here closes the stream at one moment: a change is either before the freeze or refused, never lost between.
 */
export const streamHead = z.strictObject({
  stream: z.string().min(1),
  sequence: z.int().min(1),
  hash: sha256Hex,
  frozenBy: runId.nullable(),
});

/** How far a stream's entries stand in signed heads: up to this one, and never beyond what was written there. */
export const signedTo = z.strictObject({
  stream: z.string().min(1),
  sequence: z.int().min(1),
});

/** A task of a run that waits for somebody: the token is secret, is never logged and never leaves the service. */
export const runTask = z.strictObject({
  cycle: cycleId,
  run: runId,
  /** `hand-in:<body>`, `sign-off` or `repair`. */
  task: z.string().min(1),
  token: z.string().min(1).max(2048),
  askedAt: instant,
});

/** How far one batch of a step is. One record for each batch: batches run side by side and none waits for another. */
export const runProgress = z.strictObject({
  cycle: cycleId,
  run: runId,
  step: runStep,
  batch: z.string(),
  done: z.int().min(0),
  total: z.int().min(0),
  /** Which of the batch's units are done, where it goes over units. */
  units: z.array(unitId).max(100).default([]),
  /** Of an attempt that no longer holds: the run was put back to an earlier step. */
  stale: z.boolean().default(false),
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

/** The date an installation for rehearsals stands at. */
export const rehearsalClock = z.strictObject({ now: instant });
