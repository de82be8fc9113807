import * as z from 'zod/mini';
import { resumeFrom, runKind, runStep, signOff } from '../domain/run/run.ts';
import { bodyId, cycleId, runId, sha256Hex } from '../domain/values.ts';

/**
 * What the year-end state machine hands to each of its functions, and what it gets back. The synthesised definition's
 * payloads are parsed with these schemas in a test, and by the functions at run time. Data travels as pointers
 * (cycle, run, batch): a Step Functions payload may not exceed 262,144 bytes.
 */
const runRef = z.strictObject({ cycle: cycleId, run: runId });
const batchRef = z.extend(runRef, { batch: z.int().check(z.minimum(0)) });
/** Units travel in batches of 100, named by their number: a list of 100,000 units would not fit a payload. */
const batches = z.array(z.strictObject({ batch: z.int().check(z.minimum(0)) })).check(z.minLength(1));
/** Task tokens of Step Functions are at most 2,048 characters. */
const taskToken = z.string().check(z.minLength(1), z.maxLength(2048));

export const tasks = {
  /** Takes the cycle's one place for a run. Without a cycle (as the schedule starts it): the one whose year last ended. */
  openRun: {
    input: z.strictObject({
      cycle: z.nullable(cycleId),
      startedBy: z.string().check(z.minLength(1)),
      execution: z.string().check(z.minLength(1)),
    }),
    output: z.extend(runRef, {
      kind: runKind,
      bodies: z.array(bodyId),
      repairSeconds: z.int().check(z.minimum(1)),
      handInSeconds: z.int().check(z.minimum(1)),
      signOffSeconds: z.int().check(z.minimum(1)),
    }),
  },
  /** Waits for a lead body (task token). */
  askBody: {
    input: z.extend(runRef, { body: bodyId, taskToken }),
    output: z.strictObject({ asked: z.literal(true) }),
    /** What the callback answers. */
    callback: z.strictObject({ body: bodyId, outcome: z.enum(['handed-in', 'silent']) }),
  },
  /** The rule for silence, at the deadline. */
  passOverBody: {
    input: z.extend(runRef, { body: bodyId }),
    /** `extended`: the body is asked once more. */
    output: z.strictObject({ body: bodyId, outcome: z.enum(['handed-in', 'silent', 'extended']) }),
  },
  /** Closes the office's and the bodies' streams, and writes down what they hold and which units go in which batch. */
  planFreeze: { input: runRef, output: z.strictObject({ batches }) },
  /** Closes the streams of a batch of units and writes their inputs. */
  freezeBatch: {
    input: batchRef,
    output: z.strictObject({ batch: z.int().check(z.minimum(0)), units: z.int() }),
  },
  /** Puts the batches together into the one snapshot. */
  sealInputs: {
    input: runRef,
    output: z.strictObject({ batches, inputsSha256: sha256Hex }),
  },
  /** Makes a re-evaluation's snapshot from the published one. */
  deriveInputs: { input: runRef, output: z.strictObject({ batches, inputsSha256: sha256Hex }) },
  scoreBatch: {
    input: batchRef,
    output: z.strictObject({ batch: z.int().check(z.minimum(0)), units: z.int() }),
  },
  rankUnits: { input: runRef, output: z.strictObject({ units: z.int(), resultSha256: sha256Hex }) },
  /** Makes the circular and the printed report, which the report's pages then name. */
  renderDocuments: { input: runRef, output: z.strictObject({ files: z.int() }) },
  renderReport: { input: runRef, output: z.strictObject({ files: z.int() }) },
  /** Waits for the county office (task token). */
  askSignOff: {
    input: z.extend(runRef, { taskToken }),
    output: z.strictObject({ asked: z.literal(true) }),
    callback: signOff,
  },
  /** Says where and why the run has stopped, and waits for an admin (task token). */
  askRepair: {
    input: z.extend(runRef, {
      taskToken,
      error: z.string().check(z.maxLength(1000)),
      cause: z.string().check(z.maxLength(40_000)),
    }),
    output: z.strictObject({ asked: z.literal(true) }),
    callback: z.strictObject({ from: resumeFrom }),
  },
  /** Puts the run back to a step. `batches` are those to score, where that is the step. */
  goOn: {
    input: z.extend(runRef, { from: runStep, by: z.enum(['sign-off', 'repair']) }),
    output: z.strictObject({ from: runStep, batches }),
  },
  publishReport: { input: runRef, output: z.strictObject({ revision: z.int().check(z.minimum(1)) }) },
  /** Ends a run that was returned or failed; the cycle may then start another. */
  endRun: {
    input: z.extend(runRef, {
      error: z.nullable(z.string().check(z.maxLength(1000))),
      cause: z.nullable(z.string().check(z.maxLength(40_000))),
    }),
    output: z.strictObject({ ended: z.literal(true) }),
  },
} as const;

export type TaskName = keyof typeof tasks;

/** Error names that the state machine's retry and catch rules go by. */
export const taskErrors = {
  /** The product refused: repeating cannot help. */
  refused: 'BiaochiRefused',
  /** The store or another service was busy: repeating helps. */
  busy: 'BiaochiBusy',
} as const;
