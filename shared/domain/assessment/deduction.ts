import { z } from 'zod';
import { refuse } from '../errors.ts';
import {
  bodyId,
  cycleId,
  day,
  instant,
  itemCode,
  line,
  paragraph,
  positivePoints,
  recordId,
  unitId,
} from '../values.ts';

/** A lead body's deduction from one unit for the body's item, with the fact it rests on. Counts once the body hands in. */
export const deduction = z.strictObject({
  cycle: cycleId,
  body: bodyId,
  id: recordId,
  unit: unitId,
  item: itemCode,
  points: positivePoints,
  fact: paragraph,
  document: line.nullable(),
  happenedOn: day,
  status: z.enum(['recorded', 'withdrawn']),
  recordedAt: instant,
});
export type Deduction = z.infer<typeof deduction>;

/** Takes a deduction back. @throws Refusal `deduction-wrong-state` when it was taken back before. */
export function withdrawDeduction(of: Deduction): Deduction {
  if (of.status !== 'recorded') throw refuse.wrongState('deduction-wrong-state', { status: of.status });
  return { ...of, status: 'withdrawn' };
}

/**
 * What a body says when it is done for the year. A body may hand in before the run asks; once the deadline rule has
 * spoken for a silent body, handing in is too late for that run.
 */
export const handIn = z.discriminatedUnion('status', [
  z.strictObject({ cycle: cycleId, body: bodyId, status: z.literal('open') }),
  z.strictObject({
    cycle: cycleId,
    body: bodyId,
    status: z.literal('handed-in'),
    at: instant,
    by: z.string().min(1),
    note: paragraph.nullable(),
  }),
  z.strictObject({ cycle: cycleId, body: bodyId, status: z.literal('silent'), at: instant }),
]);
export type HandIn = z.infer<typeof handIn>;

/** @throws Refusal `hand-in-wrong-state` unless the body has not yet handed in and has not been passed over. */
export function requireHandInOpen(of: HandIn): void {
  if (of.status !== 'open') throw refuse.wrongState('hand-in-wrong-state', { status: of.status });
}
