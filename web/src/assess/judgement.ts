import * as z from 'zod/mini';
import type { Item } from '../../../shared/domain/rubric/rubric.ts';
import type { Given } from './to-review.ts';

/** What somebody fills in for an item, as typed. */
export const judgementShape = z.object({
  points: z.string(),
  level: z.string(),
  reason: z.string(),
  checks: z.record(z.string(), z.string()),
});
export type Filled = z.infer<typeof judgementShape>;
export const nothingFilled: Filled = { points: '', level: '', reason: '', checks: {} };

/** What was given before, to be changed. */
export function filledFrom(given: Given | undefined): Filled {
  if (given === undefined) return nothingFilled;
  return {
    points: given.points ?? '',
    level: given.level ?? '',
    reason: given.reason ?? '',
    checks: Object.fromEntries(
      Object.entries(given.checks).map(([id, found]) => [id, found === true ? '1' : String(Number(found))]),
    ),
  };
}

/** The points that are meant: the level's, where the item has levels. Null while nothing is said. */
export function pointsOf(item: Item, filled: Filled): string | null {
  if (item.rule.kind !== 'graded') return null;
  if (item.rule.levels.length === 0) return filled.points.trim() === '' ? null : filled.points.trim();
  return item.rule.levels.find(({ id }) => id === filled.level)?.points ?? null;
}

/** What is still missing before it can be given: points, or the reason that anything below full marks needs. */
export function missingIn(item: Item, filled: Filled): 'points' | 'reason' | null {
  if (item.rule.kind !== 'graded') return null;
  const points = pointsOf(item, filled);
  if (points === null) return 'points';
  return Number(points) !== Number(item.points) && filled.reason.trim() === '' ? 'reason' : null;
}

/** As the contract takes it. */
export function judgementOf(item: Item, filled: Filled) {
  const levels = item.rule.kind === 'graded' && item.rule.levels.length > 0;
  return {
    item: item.code,
    points: levels ? null : pointsOf(item, filled),
    level: levels ? filled.level : null,
    reason: filled.reason.trim() === '' ? null : filled.reason.trim(),
    checks: Object.fromEntries(
      item.causes.map((cause) => {
        const found = Number(filled.checks[cause.id] ?? '0');
        return [cause.id, cause.each ? found : found > 0];
      }),
    ),
  };
}
