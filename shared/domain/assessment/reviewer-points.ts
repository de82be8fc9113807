import * as z from 'zod/mini';
import { cycleId, instant, itemCode, paragraph, positivePoints, unitId } from '../values.ts';

/** What a reviewer says of one item: points or a named level, and which listed causes were found. */
export const judgement = z.strictObject({
  item: itemCode,
  /** Null where the item's rule takes no points from people, and only causes are noted. */
  points: z.nullable(positivePoints),
  /** The named level, where the item has levels; the points are then the rubric's. */
  level: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(40))), null),
  /** Needed below full marks. */
  reason: z.nullable(paragraph),
  /** Named causes that the rubric's item lists, e.g. `no-annual-report`: found or not, or how often. */
  checks: z._default(
    z.record(
      z.string().check(z.minLength(1), z.maxLength(40)),
      z.union([z.boolean(), z.int().check(z.minimum(0), z.maximum(10_000))]),
    ),
    {},
  ),
});
export type Judgement = z.infer<typeof judgement>;

/** What one reviewer gives one unit for one item, with the reason; several reviewers' points are averaged by the rubric. */
export const reviewerPoints = z.extend(judgement, {
  cycle: cycleId,
  unit: unitId,
  /** The reviewer's member subject; never leaves the office (results carry pseudonyms). */
  reviewer: z.string().check(z.minLength(1), z.maxLength(128)),
  givenAt: instant,
});
export type ReviewerPoints = z.infer<typeof reviewerPoints>;
