import { compareExact, divide, multiply, parseExact, ratio, subtract, zero, type Exact } from '../exact.ts';
import type { ItemInputs } from '../inputs.ts';
import { totalOf, type CompiledRule, type ItemOf, type MarkStep } from '../marks.ts';
import { words } from '../words.ts';

/** What somebody else scored in the named periods, summed or averaged; a period without a score counts 0. */
export function imported(item: ItemOf<'imported'>): CompiledRule {
  const { periods, combine, outOf } = item.rule;
  const full = parseExact(item.points);
  const shares = combine === 'mean' ? periods.length : 1;
  const factor = outOf === null ? null : ratio(full, parseExact(outOf));
  const scoreOf = (given: ItemInputs, period: string): Exact => {
    const found = given.imported?.find((each) => each.period === period);
    return found === undefined ? zero : parseExact(found.points);
  };
  const convert = (points: Exact) => (factor === null ? points : multiply(points, factor));
  return {
    mark: (_, given) => {
      const steps = periods.map((period): MarkStep => ({
        code: 'imported',
        points: divide(scoreOf(given, period), shares),
        period,
        of: shares,
      }));
      const points = totalOf(steps);
      const converted = convert(points);
      return outOf === null || compareExact(points, converted) === 0
        ? steps
        : [...steps, { code: 'converted', points: subtract(converted, points), outOf }];
    },
    tell: (unit, given) => {
      const missing = periods.filter((period) => !given.imported?.some((each) => each.period === period));
      const best = outOf ?? item.points;
      // One period better, the rest as it is: the first without a score, or else the first that is below full marks.
      const weak =
        missing[0] ?? periods.find((period) => compareExact(scoreOf(given, period), parseExact(best)) < 0);
      const others = (given.imported ?? []).filter((each) => each.period !== weak);
      return {
        facts: Object.fromEntries(
          periods.map((period) => [
            period,
            given.imported?.find((each) => each.period === period)?.points ?? null,
          ]),
        ),
        reason: (points) => words.imported(periods.length, missing, points, item.points),
        wishes:
          weak === undefined
            ? []
            : [
                {
                  unit,
                  given: { ...given, imported: [...others, { period: weak, points: best }] },
                  say: (by) => words.raiseImported(weak, by),
                  upTo: false,
                },
              ],
        maximumLoss: full,
      };
    },
  };
}
