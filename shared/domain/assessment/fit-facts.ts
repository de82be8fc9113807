import { refuse } from '../errors.ts';
import { measuresOf } from '../rubric/measures.ts';
import type { Item, Scheme } from '../rubric/rubric.ts';
import { compareExact, parseExact } from '../scoring/exact.ts';
import { registerMeasure, type ItemFacts } from './unit-facts.ts';

/**
 * @throws Refusal `item-always-applies` when the rubric lets the item be left out for nobody; `unknown-kind` for a period
 *   that the item does not have; `points-out-of-range` for a score above what the period is out of
 */
export function requireFactsOf(item: Item, facts: Pick<ItemFacts, 'notApplicable' | 'imported'>): void {
  if (facts.notApplicable !== null && item.notApplicable === null) {
    throw refuse.invalid('item-always-applies', { item: item.code });
  }
  const periods = item.rule.kind === 'imported' ? item.rule.periods : [];
  const named = facts.imported.map((each) => each.period);
  const wrong = named.find((period, place) => !periods.includes(period) || named.indexOf(period) !== place);
  if (wrong !== undefined) throw refuse.invalid('unknown-kind', { kind: wrong });
  const most = (item.rule.kind === 'imported' ? item.rule.outOf : null) ?? item.points;
  const above = facts.imported.find((each) => compareExact(parseExact(each.points), parseExact(most)) > 0);
  if (above !== undefined) {
    throw refuse.invalid('points-out-of-range', { item: item.code, points: above.points, most });
  }
}

/** @throws Refusal `unknown-kind` for a measure that the rubric does not name, or that is counted from the register. */
export function requireMeasureOf(scheme: Pick<Scheme, 'parts' | 'effects'>, measure: string): void {
  if (measure === registerMeasure || !measuresOf(scheme).has(measure)) {
    throw refuse.invalid('unknown-kind', { kind: measure });
  }
}
