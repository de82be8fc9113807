import { z } from 'zod';
import { compareExact, parseExact, sum, toPoints } from '../scoring/exact.ts';
import { bilingual, bodyId, itemCode, positivePoints } from '../values.ts';

/**
 * A rubric: one year's scoring rules, as data. An item's *rule* gives it its points from the unit's inputs; an *effect* acts
 * on parts or the total when a condition holds. docs/rubric-format.md explains every kind with an example.
 */

const identifier = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** How an item gets its points. */
export const rule = z.discriminatedUnion('kind', [
  /** Full marks when there is accepted evidence, else none (2018: A1 to A3). */
  z.strictObject({ kind: z.literal('presence') }),
  /** What assessors give, averaged when there are several (2018: B1, B2, C2 to C7, C9, C10). */
  z.strictObject({ kind: z.literal('graded') }),
  /** So many points for each kind shown, up to the item's points (2018: B3). */
  z.strictObject({ kind: z.literal('kinds'), each: positivePoints }),
  /** A count against the unit's target: points off below it, points on top above it (2018: C1). */
  z.strictObject({
    kind: z.literal('target'),
    measure: identifier,
    shortfall: z.strictObject({ every: z.int().min(1), points: positivePoints }),
    bonus: z.strictObject({ every: z.int().min(1), points: positivePoints, most: positivePoints }).nullable(),
  }),
  /** What assessors give, less fixed points for each listed cause found (2018: C8). */
  z.strictObject({
    kind: z.literal('causes'),
    causes: z.array(z.strictObject({ id: identifier, label: bilingual, points: positivePoints })).min(1),
  }),
  /** Points a lead body takes, together at most the item's points (2018: D1 to D4). */
  z.strictObject({ kind: z.literal('deductions') }),
]);
export type Rule = z.infer<typeof rule>;

export const item = z.strictObject({
  code: itemCode,
  label: bilingual,
  /** The most the item gives; for a deduction the most it takes. */
  points: positivePoints,
  /** Who decides: the county office's reviewers, or a lead body by its id. */
  assessor: z.union([z.literal('county-office'), bodyId]),
  /** `required`: without accepted evidence the item counts 0 and says so (notice, as made exact in note 7). */
  evidence: z.enum(['required', 'optional', 'none']),
  rule,
  guidance: bilingual,
});
export type Item = z.infer<typeof item>;

export const part = z.strictObject({
  code: itemCode,
  label: bilingual,
  kind: z.enum(['points', 'deductions']),
  items: z.array(item).min(1),
});
export type Part = z.infer<typeof part>;

/** What happens to whole parts when something holds of a unit. */
export const effect = z.strictObject({
  code: identifier,
  label: bilingual,
  when: z.strictObject({ kind: z.literal('incident'), incident: identifier }),
  /** These parts become 0, what was given on top of full marks included. */
  then: z.strictObject({ kind: z.literal('zero-parts'), parts: z.array(itemCode).min(1) }),
});
export type Effect = z.infer<typeof effect>;

const body = z.strictObject({
  format: z.literal('biaochi-rubric/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  version: z.int().min(1),
  title: bilingual,
  source: bilingual,
  /** Full marks: the sum of the items of parts that give points. */
  total: positivePoints,
  /** How the mean of several assessors is rounded: once, before an item's listed causes are taken. All else is exact. */
  rounding: z.strictObject({ places: z.int().min(0).max(4), mode: z.enum(['half-up', 'half-even', 'down']) }),
  parts: z.array(part).min(1),
  effects: z.array(effect),
  /** The body's own unit loses this many times what the city took from the body's field; null: nothing follows. */
  cityDeductionFactor: z.int().min(1).max(10).nullable(),
  notes: z.array(bilingual),
});

/** A rubric whose references hold and whose sums are right; each fault is named with its path. */
export const rubric = body.superRefine((value, context) => {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const items = value.parts.flatMap((each) => each.items);
  const codes = [...value.parts.map((each) => each.code), ...items.map((each) => each.code)];
  codes.forEach((code, place) => {
    if (codes.indexOf(code) !== place)
      fault(['parts'], `代码 ${code} 用了两次 / the code ${code} is used twice`);
  });
  const given = value.parts.filter((each) => each.kind === 'points').flatMap((each) => each.items);
  const total = sum(given.map((each) => parseExact(each.points)));
  if (compareExact(total, parseExact(value.total)) !== 0) {
    fault(
      ['total'],
      `各项合计 ${toPoints(total)} 分，与满分 ${value.total} 分不符 / items add up to ${toPoints(total)}, not ${value.total}`,
    );
  }
  value.parts.forEach((each, p) => {
    each.items.forEach((one, i) => {
      const path = ['parts', p, 'items', i];
      if ((one.rule.kind === 'deductions') !== (each.kind === 'deductions')) {
        fault(
          [...path, 'rule'],
          '倒扣项目只能放在倒扣类别里 / a deductions item belongs in a deductions part, and no other does',
        );
      }
      if (
        one.rule.kind === 'causes' &&
        exceeds(
          one.rule.causes.map((cause) => cause.points),
          one.points,
        )
      ) {
        fault(
          [...path, 'rule', 'causes'],
          '所列扣分合计超过该项分值 / the causes together take more than the item has',
        );
      }
      if (one.evidence !== 'required' && (one.rule.kind === 'presence' || one.rule.kind === 'kinds')) {
        fault(
          [...path, 'evidence'],
          '按佐证材料评分的项目，材料必须是“必须”（required） / a rule that counts evidence needs evidence: required',
        );
      }
    });
  });
  const parts = new Set(value.parts.map((each) => each.code));
  value.effects.forEach((each, e) => {
    each.then.parts.forEach((code, p) => {
      if (!parts.has(code))
        fault(['effects', e, 'then', 'parts', p], `没有类别 ${code} / there is no part ${code}`);
    });
  });
});
export type Rubric = z.infer<typeof rubric>;

/** The item of a code, or null. */
export function findItem(of: Rubric, code: string): Item | null {
  return of.parts.flatMap((each) => each.items).find((each) => each.code === code) ?? null;
}

function exceeds(points: readonly string[], most: string): boolean {
  return compareExact(sum(points.map(parseExact)), parseExact(most)) > 0;
}
