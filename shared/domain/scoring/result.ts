import * as z from 'zod/mini';
import { bilingual, cycleId, instant, itemCode, unitId } from '../values.ts';

/** The result of scoring: every unit's points with the reason for each, ranked. What a report is made from. */

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Points as a result shows them: an exact decimal of at most six places, which unrounded means and shares need. */
const shown = z.string().check(z.regex(/^-?(0|[1-9]\d{0,8})(\.\d{1,6})?$/));

/** One step of the arithmetic. Steps add up to what they are steps of. */
export const step = z.strictObject({ code: z.string(), text: bilingual, points: shown });
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
  points: shown,
  /** The most the item gives this unit without what is on top; 0 for a deduction or where it does not apply. */
  maximum: shown,
  /** What of the points is on top of full marks. */
  bonus: shown,
  /** Limits and effects that acted. */
  acted: z.array(z.string()),
  /** Why, in words. */
  reason: bilingual,
  /** The smallest change that would raise the item, and by how much; null when nothing would. */
  raise: z.nullable(z.strictObject({ by: shown, change: bilingual })),
  /** The item counts 0 because there was no accepted evidence. */
  noEvidence: z.boolean(),
  /** The most this unit could lose here (target rule: a small target cannot lose all). */
  maximumLoss: shown,
});
export type ItemResult = z.infer<typeof itemResult>;

export const partResult = z.strictObject({
  code: itemCode,
  label: bilingual,
  kind: z.enum(['points', 'bonus', 'deductions']),
  /** The part's limit and weight, where they moved the sum of its items; with that sum they add up to the points. */
  steps: z.array(step),
  points: shown,
  /** The most the part adds to the full marks; 0 for a bonus or deductions. */
  maximum: shown,
});
export type PartResult = z.infer<typeof partResult>;

export const unitScore = z.strictObject({
  unit: unitId,
  order: z.int().check(z.minimum(1)),
  name: z.string(),
  class: z.string(),
  /** The scheme by which the unit was scored. */
  scheme: z.string(),
  target: z.int().check(z.minimum(0)),
  /** What was earned and taken together, before the total's own limits and rounding. */
  raw: shown,
  total: shown,
  parts: z.array(partResult),
  items: z.array(itemResult),
  /** What moved the total beside the parts; with the parts' points the steps add up to the total. */
  steps: z.array(step),
  /** Effects that acted and the city's deductions: what happened, and what it cost in all. */
  effects: z.array(z.strictObject({ code: z.string(), points: shown, reason: bilingual })),
  /** Why the unit failed, or null. */
  failed: z.nullable(z.strictObject({ code: z.string(), reason: bilingual })),
});
export type UnitScore = z.infer<typeof unitScore>;

/** What of a unit's score ranks it: all but the long parts, its items and their sums. */
export const unitMark = z.omit(unitScore, { items: true, parts: true });
export type UnitMark = z.infer<typeof unitMark>;

/** And those: what was scored, item by item. */
export const unitDetails = z.pick(unitScore, { unit: true, items: true, parts: true });

export const unitResult = z.extend(unitScore, {
  rank: z.int().check(z.minimum(1)),
  classRank: z.int().check(z.minimum(1)),
  /** The grade, where the scheme has grades. */
  band: z.nullable(z.strictObject({ id: z.string(), label: bilingual })),
});
export type UnitResult = z.infer<typeof unitResult>;
/** What ranking adds to a scored unit. */
export type Ranked = Pick<UnitResult, 'rank' | 'classRank' | 'band'>;

export const result = z.strictObject({
  format: z.literal('biaochi-result/1'),
  cycle: cycleId,
  demonstration: z.boolean(),
  frozenAt: instant,
  rubric: z.strictObject({ id: z.string(), version: z.int(), title: bilingual }),
  /** Full marks of each scheme, and the most a unit can reach with what goes on top. */
  schemes: z.array(z.strictObject({ id: z.string(), label: bilingual, base: shown, withBonus: shown })),
  /** In order of rank; equal totals in annex order. */
  units: z.array(unitResult),
  classes: z.array(
    z.strictObject({ class: z.string(), units: z.int(), mean: shown, highest: shown, lowest: shown }),
  ),
  /** The city's deductions for bodies that are no evaluated unit: printed, scoring nobody. */
  unscored: z.array(
    z.strictObject({
      body: z.string(),
      name: z.string(),
      item: itemCode,
      cityPoints: shown,
      doubled: shown,
      document: z.string(),
    }),
  ),
  /** Bodies that did not hand in by the deadline: no deduction, with this note. */
  silentBodies: z.array(
    z.strictObject({ body: z.string(), name: z.string(), item: itemCode, note: bilingual }),
  ),
});
export type Result = z.infer<typeof result>;

/** A result whose units hold as much of their scores as was ranked: all, or the marks alone. */
export type Standings<Score extends UnitMark> = Omit<Result, 'units'> &
  Readonly<{ units: (Score & Ranked)[] }>;
