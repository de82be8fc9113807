import { z } from 'zod';
import { bilingual, cycleId, instant, itemCode, points, unitId } from '../values.ts';

/** The result of scoring: every unit's points with the reason for each, ranked. What a report is made from. */

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const step = z.strictObject({ code: z.string(), text: bilingual, points });
export type Step = z.infer<typeof step>;

export const itemResult = z.strictObject({
  code: itemCode,
  part: itemCode,
  label: bilingual,
  rule: z.string(),
  /** The facts the item rests on. */
  inputs: z.record(z.string(), fact),
  /** How the points came about; the steps' points add up to the item's. */
  steps: z.array(step),
  points,
  /** The most the item gives without what is on top; 0 for a deduction. */
  maximum: points,
  /** What of the points is on top of full marks. */
  bonus: points,
  /** Limits and effects that acted. */
  acted: z.array(z.string()),
  /** Why, in words. */
  reason: bilingual,
  /** The smallest change that would raise the item, and by how much; null when nothing would. */
  raise: z.strictObject({ by: points, change: bilingual }).nullable(),
  /** The item counts 0 because there was no accepted evidence. */
  noEvidence: z.boolean(),
  /** The most this unit could lose here (target rule: a small target cannot lose all). */
  maximumLoss: points,
});
export type ItemResult = z.infer<typeof itemResult>;

export const unitScore = z.strictObject({
  unit: unitId,
  order: z.int().min(1),
  name: z.string(),
  class: z.string(),
  target: z.int().min(0),
  /** The sum before the total is kept from going below 0. */
  raw: points,
  total: points,
  parts: z.array(z.strictObject({ code: itemCode, label: bilingual, points, maximum: points })),
  items: z.array(itemResult),
  /** Effects that acted, and the city's deductions doubled. */
  effects: z.array(z.strictObject({ code: z.string(), points, reason: bilingual })),
});
export type UnitScore = z.infer<typeof unitScore>;

export const unitResult = unitScore.extend({ rank: z.int().min(1), classRank: z.int().min(1) });
export type UnitResult = z.infer<typeof unitResult>;

export const result = z.strictObject({
  format: z.literal('biaochi-result/1'),
  cycle: cycleId,
  demonstration: z.boolean(),
  frozenAt: instant,
  rubric: z.strictObject({ id: z.string(), version: z.int(), title: bilingual }),
  /** Full marks, and the most a unit can reach with what goes on top. */
  maximum: z.strictObject({ base: points, withBonus: points }),
  /** In order of rank; equal totals in annex order. */
  units: z.array(unitResult),
  classes: z.array(
    z.strictObject({ class: z.string(), units: z.int(), mean: points, highest: points, lowest: points }),
  ),
  /** The city's deductions for bodies that are no evaluated unit: printed, scoring nobody. */
  unscored: z.array(
    z.strictObject({
      body: z.string(),
      name: z.string(),
      item: itemCode,
      cityPoints: points,
      doubled: points,
      document: z.string(),
    }),
  ),
  /** Bodies that did not hand in by the deadline: no deduction, with this note. */
  silentBodies: z.array(
    z.strictObject({ body: z.string(), name: z.string(), item: itemCode, note: bilingual }),
  ),
});
export type Result = z.infer<typeof result>;
