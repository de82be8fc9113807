import * as z from 'zod/mini';
import { bilingual, bodyId, itemCode, points, positivePoints } from '../values.ts';
import { rubricFaults } from './rubric-faults.ts';

/**
 * A rubric: one year's scoring rules, as data. docs/rubric-format.md explains every kind with an example.
 *
 * Five things combine, and each exists for one reason. A *rule* says where an item's points come from. A *cause* is a listed
 * fault with a fixed price, on top of any rule. *Not applicable* says where an item's points go when a unit cannot have it.
 * An *effect* acts beyond one item, when a condition holds. A *scheme* holds all of these for some classes of unit.
 */

const identifier = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
const count = z.int().check(z.minimum(1), z.maximum(1_000_000));
const positive = positivePoints.check(
  z.refine((value) => Number(value) > 0, {
    error: '必须大于 0 / must be above 0',
  }),
);

/**
 * Points for a number: so much for each full `every` (at most `most` in all), or by steps, of which the highest that is
 * reached counts.
 */
export const scale = z.union([
  z.strictObject({ every: count, points: positive, most: z._default(z.nullable(positive), null) }),
  z.strictObject({
    steps: z.array(z.strictObject({ from: count, points: positive })).check(z.minLength(1), z.maxLength(20)),
  }),
]);
export type Scale = z.infer<typeof scale>;

/** A named level with its points and the text that says when it is earned. */
export const level = z.strictObject({ id: identifier, label: bilingual, points: positivePoints });
export type Level = z.infer<typeof level>;

/** Where an item's points come from. */
export const rule = z.discriminatedUnion('kind', [
  /** A thing is there or it is not: full marks with accepted evidence, else `missing`, which is 0 or a fixed minus. */
  z.strictObject({
    kind: z.literal('presence'),
    missing: z._default(
      points.check(
        z.refine((value) => Number(value) <= 0, { error: '必须是 0 或负数 / must be 0 or below' }),
      ),
      '0',
    ),
  }),
  /** So much for each, from nothing up: for kinds of channel shown, pieces of evidence, or a measure. */
  z.strictObject({
    kind: z.literal('count'),
    of: z.union([z.enum(['kinds', 'evidence']), z.strictObject({ measure: identifier })]),
    gives: scale,
  }),
  /**
   * A measure against what is wanted, from full marks down: over the year, or in each quarter, month or column. Points off
   * where it falls short and for each blank month or quarter, points on top for what the year has over.
   */
  z.strictObject({
    kind: z.literal('target'),
    measure: identifier,
    per: z._default(z.enum(['year', 'quarter', 'month', 'column']), 'year'),
    /** `unit`: the unit's own target; a number for each quarter or month; or a number for each column. */
    wanted: z._default(
      z.union([z.literal('unit'), count, z.record(z.string().check(z.minLength(1), z.maxLength(30)), count)]),
      'unit',
    ),
    shortfall: z._default(z.nullable(scale), null),
    blank: z._default(
      z.nullable(z.strictObject({ each: z.enum(['quarter', 'month']), points: positive })),
      null,
    ),
    bonus: z._default(z.nullable(scale), null),
  }),
  /** What people judge: points, or one of named levels; the mean where there are several assessors. */
  z.strictObject({
    kind: z.literal('graded'),
    levels: z._default(z.array(level).check(z.maxLength(20)), []),
  }),
  /** What somebody else scored, by period; converted from `outOf` to the item's points where it is given. */
  z.strictObject({
    kind: z.literal('imported'),
    periods: z
      .array(z.string().check(z.minLength(1), z.maxLength(40)))
      .check(z.minLength(1), z.maxLength(60)),
    combine: z.enum(['sum', 'mean']),
    outOf: z._default(z.nullable(positive), null),
  }),
  /** What is taken line by line, each with its fact: from full marks, or from nothing in a part of deductions. */
  z.strictObject({ kind: z.literal('deductions') }),
]);
export type Rule = z.infer<typeof rule>;

/** A listed fault with its price; `each`: the price is paid as often as the fault was found. */
export const cause = z.strictObject({
  id: identifier,
  label: bilingual,
  points: positive,
  each: z._default(z.boolean(), false),
});
export type Cause = z.infer<typeof cause>;

/**
 * Where an item's points go when it does not apply to a unit, so that full marks stay what they are: to the other items of
 * its part or of the whole scheme, in proportion (`rescale`) or evenly (`spread`), or to one named item (`move`).
 */
export const notApplicable = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('rescale'), within: z.enum(['part', 'scheme']) }),
  z.strictObject({ method: z.literal('spread'), within: z.enum(['part', 'scheme']) }),
  z.strictObject({ method: z.literal('move'), to: itemCode }),
]);
export type NotApplicable = z.infer<typeof notApplicable>;

export const item = z.strictObject({
  code: itemCode,
  label: bilingual,
  /** The most the item gives; for a deduction the most it takes. */
  points: positive,
  /** Who decides: the county office's reviewers, or a lead body by its id. */
  assessor: z.union([z.literal('county-office'), bodyId]),
  /** `required`: without accepted evidence the item counts 0 and says so (notice, as made exact in note 7). */
  evidence: z.enum(['required', 'optional', 'none']),
  rule,
  causes: z._default(z.array(cause).check(z.maxLength(40)), []),
  /** `null`: the item applies to every unit of the scheme. */
  notApplicable: z._default(z.nullable(notApplicable), null),
  guidance: bilingual,
});
export type Item = z.infer<typeof item>;

export const part = z.strictObject({
  code: itemCode,
  label: bilingual,
  /** `points` make up the full marks, `bonus` comes on top of them, `deductions` are taken off. */
  kind: z.enum(['points', 'bonus', 'deductions']),
  /** What a point of this part is worth in the total: `0.7` where the part makes up 70 of 100 and has 100 points itself. */
  weight: z._default(positive, '1'),
  /** The most the part's items give (or take) together, before the weight. */
  most: z._default(z.nullable(positive), null),
  items: z.array(item).check(z.minLength(1), z.maxLength(200)),
});
export type Part = z.infer<typeof part>;

/** What must hold of a unit for an effect to act. */
export const condition = z.discriminatedUnion('kind', [
  /** An incident was decided and confirmed, at least so often. */
  z.strictObject({ kind: z.literal('incident'), incident: identifier, atLeast: z._default(count, 1) }),
  /** A year's count is below a number, or below the unit's target. */
  z.strictObject({
    kind: z.literal('measure'),
    measure: identifier,
    below: z.union([count, z.literal('target')]),
  }),
  /** An item, a part (before its weight), the total, or `base` (the total without bonus parts) is below a line or reaches it. */
  z.strictObject({
    kind: z.literal('score'),
    of: z.union([z.enum(['total', 'base']), itemCode]),
    is: z.enum(['below', 'at-least']),
    points: positive,
  }),
  /** A listed cause was found at an item. */
  z.strictObject({ kind: z.literal('cause'), item: itemCode, cause: identifier }),
  /** A unit under this one failed. It stands alone: it is known only when all units have been scored. */
  z.strictObject({ kind: z.literal('child-failed') }),
]);
export type Condition = z.infer<typeof condition>;

/** What an effect does. */
export const consequence = z.discriminatedUnion('kind', [
  /** Parts or items become 0, what was on top included. */
  z.strictObject({ kind: z.literal('zero'), of: z.array(itemCode).check(z.minLength(1)) }),
  /** An item, a part or the total is held to at most so many points. */
  z.strictObject({
    kind: z.literal('cap'),
    of: z.union([z.literal('total'), itemCode]),
    most: positivePoints,
  }),
  /** Points off the total, once, or for each incident of the effect's conditions. */
  z.strictObject({ kind: z.literal('take'), points: positive, each: z._default(z.boolean(), false) }),
  /** The total is this, whatever was earned; nothing later moves it. */
  z.strictObject({ kind: z.literal('fix'), points: positivePoints }),
  /** The unit fails: it is marked so, and stands in the lowest band. */
  z.strictObject({ kind: z.literal('fail') }),
  /** The unit fails and nothing is scored any further: every item and the total are 0. */
  z.strictObject({ kind: z.literal('veto') }),
]);
export type Consequence = z.infer<typeof consequence>;

/** When all conditions hold, all consequences follow; effects are taken in their order, each on what the ones before left. */
export const effect = z.strictObject({
  code: identifier,
  label: bilingual,
  when: z.array(condition).check(z.minLength(1), z.maxLength(10)),
  then: z.array(consequence).check(z.minLength(1), z.maxLength(10)),
});
export type Effect = z.infer<typeof effect>;

/** A grade: every total from `from` up to the next band's. */
export const band = z.strictObject({ id: identifier, label: bilingual, from: positivePoints });
export type Band = z.infer<typeof band>;

/** The rules for some classes of unit. */
export const scheme = z.strictObject({
  id: identifier,
  label: bilingual,
  /** `all`, or the classes of unit that it is for; every class is in one scheme. */
  classes: z.union([z.literal('all'), z.array(identifier).check(z.minLength(1))]),
  /** Full marks: the points of the parts that give points, times their weights. */
  total: positive,
  /** What a total can be at the least and at the most. */
  limits: z._default(
    z.strictObject({ least: z._default(points, '0'), most: z._default(z.nullable(positive), null) }),
    { least: '0', most: null },
  ),
  parts: z.array(part).check(z.minLength(1), z.maxLength(50)),
  effects: z._default(z.array(effect).check(z.maxLength(50)), []),
  /** From the highest down; the last begins at the least total. Empty: no grades. */
  bands: z._default(z.array(band).check(z.maxLength(20)), []),
});
export type Scheme = z.infer<typeof scheme>;

const body = z.strictObject({
  format: z.literal('biaochi-rubric/1'),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  version: z.int().check(z.minimum(1)),
  title: bilingual,
  source: bilingual,
  /** Where and how decimals are cut: at each item, or at the total alone. Everything before is exact. */
  rounding: z.strictObject({
    at: z.enum(['item', 'total']),
    places: z.int().check(z.minimum(0), z.maximum(4)),
    mode: z.enum(['half-up', 'half-even', 'down']),
  }),
  schemes: z.array(scheme).check(z.minLength(1), z.maxLength(20)),
  /** The body's own unit loses this many times what the city took from the body's field; null: nothing follows. */
  cityDeductionFactor: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(10))), null),
  notes: z._default(z.array(bilingual), []),
});
/** A rubric before its references and sums are checked. */
export type RubricShape = z.infer<typeof body>;

/** A rubric whose references hold and whose sums are right; each fault is named with its path. */
export const rubric = body.check(
  z.superRefine((value, context) => {
    // Sums are looked at only where every number can be read: this is called though a single field is at fault.
    if (context.issues.length > 0) return;
    for (const { path, message } of rubricFaults(value)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  }),
);
export type Rubric = z.infer<typeof rubric>;

/** The scheme for a class of unit, or null where the rubric has none. */
export function schemeFor(of: Rubric, unitClass: string): Scheme | null {
  return of.schemes.find((each) => each.classes === 'all' || each.classes.includes(unitClass)) ?? null;
}

/** All items of a scheme, in order. */
export function itemsOf(of: Pick<Scheme, 'parts'>): readonly Item[] {
  return of.parts.flatMap((each) => each.items);
}

/** The item of a code in a scheme, or null. */
export function findItem(of: Pick<Scheme, 'parts'>, code: string): Item | null {
  // Asked for each item of each unit: no list is made of them all.
  for (const part of of.parts) for (const item of part.items) if (item.code === code) return item;
  return null;
}
