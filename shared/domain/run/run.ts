import * as z from 'zod/mini';
import { cycle as cycleShape } from '../cycle/cycle.ts';
import { refuse } from '../errors.ts';
import { cycleId, instant, line, paragraph, recordId, runId, sha256Hex } from '../values.ts';

/** The steps of a year-end run, in their order. */
export const runSteps = ['hand-ins', 'freeze', 'score', 'rank', 'render', 'sign-off', 'publish'] as const;
export const runStep = z.enum(runSteps);
export type RunStep = z.infer<typeof runStep>;

/** What a run does: the year's evaluation from its hand-ins on, or one of a published report with named changes. */
export const runKind = z.enum(['year-end', 're-evaluation']);
export type RunKind = z.infer<typeof runKind>;

const opened = {
  cycle: cycleId,
  id: runId,
  kind: runKind,
  /** The version of the rubric that the run goes by: the one that was the cycle's when it was opened. */
  rubric: cycleShape.shape.rubric,
  /** The execution that carries the run out; opening twice for the same execution is the same run. */
  execution: z.string().check(z.minLength(1)),
  /** A member's subject, or `schedule`. */
  startedBy: z.string().check(z.minLength(1)),
  startedAt: instant,
};

/** What the county office says at sign-off. */
export const signOff = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve'), comment: z.nullable(paragraph) }),
  z.strictObject({
    decision: z.literal('return'),
    comment: paragraph,
    /**
     * Where the run goes back to: it ends; the lead bodies hand in once more; the county office corrects the record, and the run
     * waits for it before it freezes anew; or the report is only made anew.
     */
    to: z._default(z.enum(['end', 'hand-ins', 'freeze', 'render']), 'end'),
  }),
]);
export type SignOff = z.infer<typeof signOff>;

/** Where an admin lets a stopped run go on. */
export const resumeFrom = z.enum([...runSteps, 'end']);
export type ResumeFrom = z.infer<typeof resumeFrom>;

/** A year-end run. One is active in a cycle at a time: the cycle's `activeRun`, enforced by the store. */
export const run = z.discriminatedUnion('status', [
  z.strictObject({
    ...opened,
    status: z.literal('active'),
    inputsSha256: z.nullable(sha256Hex),
    resultSha256: z.nullable(sha256Hex),
    /** The first pair of eyes (核稿): an admin who has read the report before it is signed. */
    review: z._default(
      z.nullable(
        z.strictObject({ by: z.string().check(z.minLength(1)), at: instant, comment: z.nullable(paragraph) }),
      ),
      null,
    ),
    signOff: z.nullable(z.strictObject({ by: z.string().check(z.minLength(1)), at: instant, said: signOff })),
    /** Where and why the run has come to a stop and waits for an admin. */
    stopped: z._default(
      z.nullable(
        z.strictObject({
          at: instant,
          step: runStep,
          reason: z.string().check(z.minLength(1), z.maxLength(2000)),
        }),
      ),
      null,
    ),
    repair: z._default(
      z.nullable(z.strictObject({ by: z.string().check(z.minLength(1)), at: instant, from: resumeFrom })),
      null,
    ),
  }),
  z.strictObject({
    ...opened,
    status: z.literal('published'),
    inputsSha256: sha256Hex,
    resultSha256: sha256Hex,
    revision: z.int().check(z.minimum(1)),
    signedBy: z.string().check(z.minLength(1)),
    endedAt: instant,
  }),
  z.strictObject({ ...opened, status: z.literal('returned'), comment: paragraph, endedAt: instant }),
  z.strictObject({
    ...opened,
    status: z.literal('failed'),
    step: runStep,
    reason: z.string().check(z.minLength(1), z.maxLength(2000)),
    endedAt: instant,
  }),
]);
export type Run = z.infer<typeof run>;
export type ActiveRun = Extract<Run, { status: 'active' }>;

/** Why a report is no longer shown. */
export const withdrawal = z.strictObject({
  reason: paragraph,
  at: instant,
  /** Whether earlier revisions are hidden too, as when something stands in them that nobody may read. */
  hidesEarlier: z.boolean(),
});

/** Which run's report readers of a cycle's public address see. It moves in one transaction, so no reader sees a mixture. */
export const publication = z.strictObject({
  cycle: cycleId,
  title: line,
  demonstration: z.boolean(),
  /** The run whose report was published last; a re-evaluation goes on from it also when the report was withdrawn. */
  run: runId,
  /** The newest revision: the report's, or the one that withdrew it. */
  revision: z.int().check(z.minimum(1)),
  at: instant,
  withdrawn: z.nullable(withdrawal),
  /** Revisions up to this one are not shown to anybody; 0 where all are. */
  hiddenThrough: z.int().check(z.minimum(0)),
});
export type Publication = z.infer<typeof publication>;

/** Of the report's signed manifest; null for what was published before there were any. */
const manifestSha256 = z._default(z.nullable(sha256Hex), null);

/** One revision of a year's report. None is ever changed: the newest one holds, and the others stay at their addresses. */
export const revision = z.discriminatedUnion('kind', [
  z.strictObject({
    cycle: cycleId,
    revision: z.int().check(z.minimum(1)),
    kind: z.literal('year-end'),
    run: runId,
    at: instant,
    manifestSha256,
  }),
  z.strictObject({
    cycle: cycleId,
    revision: z.int().check(z.minimum(1)),
    kind: z.literal('re-evaluation'),
    run: runId,
    at: instant,
    manifestSha256,
    /** The revision it was made from, and why. */
    from: z.int().check(z.minimum(1)),
    reason: paragraph,
    /** The appeals that it carries out. */
    appeals: z.array(recordId),
  }),
  z.strictObject({
    cycle: cycleId,
    revision: z.int().check(z.minimum(1)),
    kind: z.literal('withdrawal'),
    ...withdrawal.shape,
  }),
]);
export type Revision = z.infer<typeof revision>;

/**
 * A report is approved by two persons: an admin reads it, another signs. To send it back one is enough.
 * @throws Refusal `review-needed` before anybody has read it; `second-person-needed` for who read it, or started the run
 */
export function requireFourEyes({ review, startedBy }: ActiveRun, signer: string): void {
  if (review === null) throw refuse.wrongState('review-needed');
  if (review.by === signer || startedBy === signer) throw refuse.forbidden('second-person-needed');
}

/**
 * Who named a re-evaluation's changes is not the one who reads them for the office.
 * @throws Refusal `second-person-needed`
 */
export function requireSecondReader({ kind, startedBy }: ActiveRun, reader: string): void {
  if (kind === 're-evaluation' && startedBy === reader) throw refuse.forbidden('second-person-needed');
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

/** @throws Refusal `run-not-stopped` while the run goes on by itself. */
export function requireStopped(of: ActiveRun): ActiveRun & { stopped: NonNullable<ActiveRun['stopped']> } {
  const { stopped } = of;
  if (stopped === null) throw refuse.wrongState('run-not-stopped');
  return { ...of, stopped };
}

/**
 * A run goes on from where it stopped or from before, never past something that was not done.
 * @throws Refusal `step-not-possible`
 */
export function requireStepBefore({ kind }: ActiveRun, from: ResumeFrom, stopped: RunStep): void {
  if (from === 'end') return;
  const asksBodies = from === 'hand-ins' && kind === 're-evaluation';
  if (asksBodies || runSteps.indexOf(from) > runSteps.indexOf(stopped))
    throw refuse.invalid('step-not-possible', { from, stopped });
}
