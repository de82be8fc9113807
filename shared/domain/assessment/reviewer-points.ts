import { z } from 'zod';
import { cycleId, instant, itemCode, paragraph, positivePoints, unitId } from '../values.ts';

/** What one reviewer gives one unit for one item, with the reason; several reviewers' points are averaged by the rubric. */
export const reviewerPoints = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  item: itemCode,
  /** The reviewer's member subject; never leaves the office (results carry pseudonyms). */
  reviewer: z.string().min(1).max(128),
  points: positivePoints,
  /** Needed below full marks. */
  reason: paragraph.nullable(),
  /** Named causes that the rubric's item lists, e.g. `no-annual-report`, found true or false. */
  checks: z.record(z.string().min(1).max(40), z.boolean()),
  givenAt: instant,
});
export type ReviewerPoints = z.infer<typeof reviewerPoints>;
