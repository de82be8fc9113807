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
} from '../values.ts';

const recorded = {
  cycle: cycleId,
  id: recordId,
  body: bodyId,
  item: itemCode,
  /** What the city took for the body's field; the body's own unit loses twice this (annex 2). */
  points: positivePoints,
  document: line,
  fact: paragraph,
  decidedOn: day,
  recordedBy: z.string().min(1),
  recordedAt: instant,
};

/** A deduction by the city for the field of one lead body: recorded by one admin, counting once another has confirmed it. */
export const cityDeduction = z.discriminatedUnion('status', [
  z.strictObject({ ...recorded, status: z.literal('recorded') }),
  z.strictObject({
    ...recorded,
    status: z.literal('confirmed'),
    confirmedBy: z.string().min(1),
    confirmedAt: instant,
  }),
]);
export type CityDeduction = z.infer<typeof cityDeduction>;

/**
 * A second admin confirms.
 * @throws Refusal `second-person-needed` when it is the one who recorded it; `city-deduction-wrong-state` when confirmed before
 */
export function confirmCityDeduction(of: CityDeduction, by: string, at: string): CityDeduction {
  if (of.status !== 'recorded') throw refuse.wrongState('city-deduction-wrong-state', { status: of.status });
  if (of.recordedBy === by) throw refuse.forbidden('second-person-needed');
  return { ...of, status: 'confirmed', confirmedBy: by, confirmedAt: at };
}
