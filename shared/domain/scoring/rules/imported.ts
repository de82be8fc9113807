import {
  add,
  compareExact,
  divide,
  multiply,
  parseExact,
  ratio,
  subtract,
  zero,
  type Exact,
} from '../exact.ts';
import type { ItemInputs } from '../inputs.ts';
import type { CompiledRule, ItemOf } from '../marks.ts';
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
    mark: (_, given, steps) => {
      let points: Exact = zero;
      for (const period of periods) {
        const share = divide(scoreOf(given, period), shares);
        steps.push({ code: 'imported', points: share, period, of: shares });
        points = add(points, share);
      }
      const converted = convert(points);
      if (outOf !== null && compareExact(points, converted) !== 0) {
        steps.push({ code: 'converted', points: subtract(converted, points), outOf });
      }
      return converted;
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
