import { z } from 'zod';
import { cycle as cycleShape } from '../cycle/cycle.ts';
import { refuse } from '../errors.ts';
import { cycleId, instant, line, paragraph, runId, sha256Hex } from '../values.ts';

/** The steps of a year-end run, in their order. */
export const runSteps = ['hand-ins', 'freeze', 'score', 'rank', 'render', 'sign-off', 'publish'] as const;
export const runStep = z.enum(runSteps);
export type RunStep = z.infer<typeof runStep>;

const opened = {
  cycle: cycleId,
  id: runId,
  /** The version of the rubric that the run goes by: the one that was the cycle's when it was opened. */
  rubric: cycleShape.shape.rubric,
  /** The execution that carries the run out; opening twice for the same execution is the same run. */
  execution: z.string().min(1),
  /** A member's subject, or `schedule`. */
  startedBy: z.string().min(1),
  startedAt: instant,
};

/** What the county office says at sign-off. */
export const signOff = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve'), comment: paragraph.nullable() }),
  z.strictObject({ decision: z.literal('return'), comment: paragraph }),
]);
export type SignOff = z.infer<typeof signOff>;

/** A year-end run. One is active in a cycle at a time: the cycle's `activeRun`, enforced by the store. */
export const run = z.discriminatedUnion('status', [
  z.strictObject({
    ...opened,
    status: z.literal('active'),
    inputsSha256: sha256Hex.nullable(),
    resultSha256: sha256Hex.nullable(),
    /** The first pair of eyes (核稿): an admin who has read the report before it is signed. */
    review: z
      .strictObject({ by: z.string().min(1), at: instant, comment: paragraph.nullable() })
      .nullable()
      .default(null),
    signOff: z.strictObject({ by: z.string().min(1), at: instant, said: signOff }).nullable(),
  }),
  z.strictObject({
    ...opened,
    status: z.literal('published'),
    inputsSha256: sha256Hex,
    resultSha256: sha256Hex,
    revision: z.int().min(1),
    signedBy: z.string().min(1),
    endedAt: instant,
  }),
  z.strictObject({ ...opened, status: z.literal('returned'), comment: paragraph, endedAt: instant }),
  z.strictObject({
    ...opened,
    status: z.literal('failed'),
    step: runStep,
    reason: z.string().min(1).max(2000),
    endedAt: instant,
  }),
]);
export type Run = z.infer<typeof run>;
export type ActiveRun = Extract<Run, { status: 'active' }>;

/** Which run's report readers of a cycle's public address see. It moves in one transaction, so no reader sees a mixture. */
export const publication = z.strictObject({
  cycle: cycleId,
  title: line,
  demonstration: z.boolean(),
  run: runId,
  revision: z.int().min(1),
  at: instant,
});
export type Publication = z.infer<typeof publication>;

/**
 * A report is approved by two persons: an admin reads it, another signs. To send it back one is enough.
 * @throws Refusal `review-needed` before anybody has read it; `second-person-needed` for who read it, or started the run
 */
export function requireFourEyes({ review, startedBy }: ActiveRun, signer: string): void {
  if (review === null) throw refuse.wrongState('review-needed');
  if (review.by === signer || startedBy === signer) throw refuse.forbidden('second-person-needed');
}

/** @throws Refusal `run-wrong-state` unless the run is under way. */
export function requireActive(of: Run): ActiveRun {
  if (of.status !== 'active') throw refuse.wrongState('run-wrong-state', { status: of.status });
  return of;
}

/** The hashes of what a run froze and found, as far as it came and still stands. */
export function hashesOf(of: Run): { inputsSha256: string | null; resultSha256: string | null } {
  if (of.status === 'returned' || of.status === 'failed') return { inputsSha256: null, resultSha256: null };
  return { inputsSha256: of.inputsSha256, resultSha256: of.resultSha256 };
}
