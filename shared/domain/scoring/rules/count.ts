import { parseExact } from '../exact.ts';
import type { ItemInputs, UnitInputs } from '../inputs.ts';
import type { CompiledRule, ItemOf } from '../marks.ts';
import { compileScale } from '../scale.ts';
import { words } from '../words.ts';

/** So much for each kind of channel, piece of evidence or counted thing, from nothing up. */
export function count(item: ItemOf<'count'>): CompiledRule {
  const { of } = item.rule;
  const scale = compileScale(item.rule.gives, false);
  const what = typeof of === 'string' ? of : 'measure';
  const countIn = counter(of);
  return {
    mark: (unit, given) => {
      const counted = countIn(unit, given);
      return [{ code: 'counted', points: scale.at(counted), count: counted, of: what, scale: scale.of }];
    },
    tell: (unit, given) => {
      const counted = countIn(unit, given);
      const next = scale.next(counted);
      return {
        facts: { evidence: given.evidence, [what]: counted },
        reason: (points) => words.counted(counted, what, scale.of, points, item.points),
        wishes:
          next === null
            ? []
            : [
                {
                  ...withCount(of, unit, given, next),
                  say: (by) => words.raiseCount(next - counted, what, by),
                  upTo: false,
                },
              ],
        maximumLoss: parseExact(item.points),
      };
    },
  };
}

type CountOf = ItemOf<'count'>['rule']['of'];

function counter(of: CountOf): (unit: UnitInputs, given: ItemInputs) => number {
  if (of === 'evidence') return (_, given) => given.evidence;
  if (of === 'kinds') return (_, given) => new Set(given.kinds ?? []).size;
  return (unit) => unit.measures[of.measure]?.count ?? 0;
}

/** The unit's facts with so many of what is counted. */
function withCount(of: CountOf, unit: UnitInputs, given: ItemInputs, wanted: number) {
  if (of === 'evidence') return { unit, given: { ...given, evidence: wanted } };
  if (of === 'kinds') {
    const kinds = Array.from({ length: wanted }, (_, index) => `kind-${index}`);
    return { unit, given: { ...given, evidence: Math.max(1, given.evidence), kinds } };
  }
  const measure = unit.measures[of.measure] ?? emptyMeasure();
  return {
    unit: { ...unit, measures: { ...unit.measures, [of.measure]: { ...measure, count: wanted } } },
    given,
  };
}

/** A measure of which nothing has been counted. */
export function emptyMeasure(): UnitInputs['measures'][string] {
  return {
    count: 0,
    registered: 0,
    notCounted: {},
    months: Array.from({ length: 12 }, () => 0),
    columns: {},
  };
}
