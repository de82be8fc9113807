import * as z from 'zod/mini';
import { cycleId, instant, itemCode, line, paragraph, positivePoints, unitId } from '../values.ts';

/** What the county office records of a unit's item: that it does not apply, and what somebody else scored. */
export const itemFacts = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  item: itemCode,
  notApplicable: z.nullable(z.strictObject({ reason: paragraph })),
  imported: z.array(z.strictObject({ period: line, points: positivePoints })).check(z.maxLength(60)),
  recordedAt: instant,
});
export type ItemFacts = z.infer<typeof itemFacts>;

/** Something that is counted beside the register, such as briefings taken up: how many in each month. */
export const unitMeasure = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  measure: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)),
  /** January to December. */
  months: z.array(z.int().check(z.minimum(0), z.maximum(100_000))).check(z.length(12)),
  recordedAt: instant,
});
export type UnitMeasure = z.infer<typeof unitMeasure>;

/** The measure that a unit's own register fills. */
export const registerMeasure = 'register';
