import * as z from 'zod/mini';
import { bodyId, cycleId, day, itemCode, line, paragraph, positivePoints, recordId } from '../values.ts';
import { twoPersons } from './two-persons.ts';

/** What an admin says of a deduction by the city. */
export const cityDeductionEntry = z.strictObject({
  body: bodyId,
  /** What the city took for the body's field; the body's own unit loses twice this (annex 2). */
  points: positivePoints,
  document: line,
  fact: paragraph,
  decidedOn: day,
});

/**
 * A deduction by the city for the field of one lead body: recorded by one admin, counting once another has confirmed it, and
 * revocable only in the same way.
 */
export const cityDeduction = z.extend(cityDeductionEntry, {
  cycle: cycleId,
  id: recordId,
  item: itemCode,
  decision: twoPersons,
});
export type CityDeduction = z.infer<typeof cityDeduction>;
