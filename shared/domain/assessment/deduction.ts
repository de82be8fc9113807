import * as z from 'zod/mini';
import { webLink } from '../evidence/web-link.ts';
import {
  bodyId,
  cycleId,
  day,
  instant,
  itemCode,
  line,
  longText,
  paragraph,
  positivePoints,
  recordId,
  runId,
  unitId,
} from '../values.ts';

/** What a lead body states of a deduction: how much, from whom, and the basis (fact, date, document, pages that show it). */
export const deductionEntry = z.strictObject({
  unit: unitId,
  points: positivePoints,
  fact: paragraph,
  document: z.nullable(line),
  happenedOn: day,
  links: z._default(z.array(webLink).check(z.maxLength(10)), []),
});
export type DeductionEntry = z.infer<typeof deductionEntry>;

/** What the unit says to it, with pieces of its own evidence. */
export const deductionReply = z.strictObject({
  text: paragraph,
  evidence: z.array(recordId).check(z.maxLength(20)),
  at: instant,
});
export type DeductionReply = z.infer<typeof deductionReply>;

/** What the body says to the reply. `was` is what it first took. */
export const deductionAnswer = z.strictObject({
  decision: z.enum(['kept', 'reduced']),
  reason: paragraph,
  was: positivePoints,
  at: instant,
});

const base = {
  cycle: cycleId,
  body: bodyId,
  id: recordId,
  item: itemCode,
  ...deductionEntry.shape,
  recordedAt: instant,
};
/** When the unit was told, and the last day on which it may reply. */
const told = { toldAt: instant, replyBy: day };

/**
 * A lead body's deduction from one unit for the body's item. Its life: draft (the body's alone) → told (the unit may reply until
 * `replyBy`) → replied → answered; withdrawn from any of them. It counts once the body has handed in, and only if the unit was
 * told and could reply.
 */
export const deduction = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('draft') }),
  z.strictObject({ ...base, ...told, status: z.literal('told') }),
  z.strictObject({ ...base, ...told, status: z.literal('replied'), reply: deductionReply }),
  z.strictObject({
    ...base,
    ...told,
    status: z.literal('answered'),
    reply: deductionReply,
    answer: deductionAnswer,
  }),
  z.strictObject({
    ...base,
    status: z.literal('withdrawn'),
    /** Null when the unit was never told. */
    toldAt: z.nullable(instant),
    reply: z.nullable(deductionReply),
    /** What the body had answered before it took the deduction back. */
    answer: z.nullable(deductionAnswer),
    reason: line,
    withdrawnAt: instant,
  }),
]);
export type Deduction = z.infer<typeof deduction>;
export type DeductionStatus = Deduction['status'];

/**
 * What a body says when it is done for the year. A body may hand in before the run asks; once the deadline rule has
 * spoken for a silent body, handing in is too late for that run.
 */
export const handIn = z.discriminatedUnion('status', [
  z.strictObject({
    cycle: cycleId,
    body: bodyId,
    status: z.literal('open'),
    /** The run that has given the body more time; it does so once. */
    extendedBy: z._default(z.nullable(runId), null),
  }),
  z.strictObject({
    cycle: cycleId,
    body: bodyId,
    status: z.literal('handed-in'),
    at: instant,
    by: z.string().check(z.minLength(1)),
    note: z.nullable(paragraph),
    /** The body's report of its year's work (工作报告), which the notice asks for together with its scores. */
    workReport: z._default(z.nullable(longText), null),
    /** Why the county office handed in for the body; null when the body did. */
    onBehalf: z._default(z.nullable(paragraph), null),
  }),
  z.strictObject({ cycle: cycleId, body: bodyId, status: z.literal('silent'), at: instant }),
]);
export type HandIn = z.infer<typeof handIn>;
