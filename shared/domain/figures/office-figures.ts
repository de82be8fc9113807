import * as z from 'zod/mini';
import type { HandIn } from '../assessment/deduction.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { runSteps, runStep } from '../run/run.ts';
import { cycleId, instant, runId } from '../values.ts';

/** What of a year waits, in numbers: for who runs the office, and for who runs the installation. Names nobody. */
export const officeFigures = z.strictObject({
  cycle: cycleId,
  measuredAt: instant,
  /** Lead bodies whose hand-in is open, of all. */
  handIns: z.strictObject({ outstanding: z.int().check(z.minimum(0)), all: z.int().check(z.minimum(0)) }),
  evidence: z.strictObject({
    /** Pieces of which a file was announced and not yet inspected, whether it has come or not. */
    awaitingInspection: z.int().check(z.minimum(0)),
    /** Pieces that a reviewer has to look at. */
    awaitingReview: z.int().check(z.minimum(0)),
    /** Since when the piece waits that has waited longest for its reviewer. */
    oldestAwaitingReview: z.nullable(instant),
  }),
  /** The run that is under way: at which step, how much of the step is done, and whether it waits for an admin to mend it. */
  run: z.nullable(
    z.strictObject({
      id: runId,
      step: runStep,
      done: z.int().check(z.minimum(0)),
      total: z.int().check(z.minimum(0)),
      stopped: z.boolean(),
    }),
  ),
});
export type OfficeFigures = z.output<typeof officeFigures>;

type Waiting = Pick<OfficeFigures, 'handIns' | 'evidence'>;

/** What waits of a year that is not published. */
export function waitingIn(handIns: readonly HandIn[], pieces: readonly Evidence[]): Waiting {
  const review = pieces.filter(({ status }) => status === 'inspected').map(({ changedAt }) => changedAt);
  return {
    handIns: { outstanding: handIns.filter(({ status }) => status === 'open').length, all: handIns.length },
    evidence: {
      awaitingInspection: pieces.filter(({ status }) => status === 'requested').length,
      awaitingReview: review.length,
      oldestAwaitingReview: review.toSorted()[0] ?? null,
    },
  };
}

/** Figures as CloudWatch takes them: each is one metric, and each metric has its price. */
export type OfficeMetrics = Readonly<{
  HandInsOutstanding: number;
  EvidenceAwaitingInspection: number;
  EvidenceAwaitingReview: number;
  /** 0 where no run is under way, else the step's place in the order of steps, from 1. */
  RunStep: number;
  /** Of the present step, in percent; 0 where no run is under way. */
  RunDonePercent: number;
  /** 1 where a run waits for an admin to mend it. */
  RunStopped: number;
}>;

/** The figures of all years that are not over, as one: what waits is added up, and of two runs the one that is further on is told. */
export function metricsOf(all: readonly OfficeFigures[]): OfficeMetrics {
  const sum = (pick: (of: OfficeFigures) => number) => all.reduce((total, each) => total + pick(each), 0);
  const runs = all.flatMap(({ run }) => (run === null ? [] : [run]));
  const [first] = runs.toSorted((one, other) => stepOf(other.step) - stepOf(one.step));
  return {
    HandInsOutstanding: sum(({ handIns }) => handIns.outstanding),
    EvidenceAwaitingInspection: sum(({ evidence }) => evidence.awaitingInspection),
    EvidenceAwaitingReview: sum(({ evidence }) => evidence.awaitingReview),
    RunStep: first === undefined ? 0 : stepOf(first.step),
    RunDonePercent:
      first === undefined || first.total === 0 ? 0 : Math.floor((100 * first.done) / first.total),
    RunStopped: runs.some(({ stopped }) => stopped) ? 1 : 0,
  };
}

function stepOf(step: (typeof runSteps)[number]): number {
  return runSteps.indexOf(step) + 1;
}
