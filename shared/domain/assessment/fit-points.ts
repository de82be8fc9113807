import { refuse } from '../errors.ts';
import type { Item } from '../rubric/rubric.ts';
import { compareExact, parseExact } from '../scoring/exact.ts';
import type { Judgement } from './reviewer-points.ts';

/** Whether people judge anything of an item: its points, or its listed causes. */
export function isJudged(item: Item): boolean {
  return item.rule.kind === 'graded' || item.causes.length > 0;
}

/**
 * A judgement as the item takes it: within the item's range or one of its levels, with a reason below full marks, and none
 * but the causes that the item lists.
 * @returns the judgement with the points of its level
 * @throws Refusal `item-not-assessed-here`, `points-out-of-range`, `reason-needed` or `unknown-kind`
 */
export function fitToItem(given: Judgement, item: Item): Judgement {
  if (!isJudged(item)) throw refuse.invalid('item-not-assessed-here', { item: item.code });
  requireListedCauses(given, item);
  if (item.rule.kind !== 'graded') {
    // The points come from elsewhere; people note only which causes they found.
    if (given.points === null && given.level === null) return given;
    throw refuse.invalid('item-not-assessed-here', { item: item.code });
  }
  const points = item.rule.levels.length === 0 ? plainPoints(given, item) : levelPoints(given, item);
  const full = compareExact(parseExact(points), parseExact(item.points)) === 0;
  if (!full && given.reason === null) throw refuse.invalid('reason-needed', { item: item.code });
  return { ...given, points };
}

function plainPoints({ points, level }: Judgement, item: Item): string {
  if (level !== null) throw refuse.invalid('unknown-kind', { kind: level });
  if (points === null || compareExact(parseExact(points), parseExact(item.points)) > 0) {
    throw refuse.invalid('points-out-of-range', {
      item: item.code,
      points: points ?? '—',
      most: item.points,
    });
  }
  return points;
}

/** A level's points are the rubric's; points given beside it must be the same. */
function levelPoints({ points, level }: Judgement, item: Item): string {
  const levels = item.rule.kind === 'graded' ? item.rule.levels : [];
  const found = levels.find((each) => each.id === level);
  if (found === undefined) throw refuse.invalid('unknown-kind', { kind: level ?? '—' });
  if (points !== null && compareExact(parseExact(points), parseExact(found.points)) !== 0) {
    throw refuse.invalid('points-out-of-range', { item: item.code, points, most: found.points });
  }
  return found.points;
}

/** How often is said only of a cause that is taken each time. */
function requireListedCauses({ checks }: Judgement, item: Item): void {
  for (const [id, found] of Object.entries(checks)) {
    const cause = item.causes.find((each) => each.id === id);
    if (cause === undefined || (typeof found === 'number' && !cause.each)) {
      throw refuse.invalid('unknown-kind', { kind: id });
    }
  }
}
