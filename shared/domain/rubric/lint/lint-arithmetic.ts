import type { CompiledScheme, Rules } from '../../scoring/compile-rubric.ts';
import {
  compareExact,
  isZero,
  multiply,
  parseExact,
  ratio,
  rounded,
  subtract,
  sum,
  times,
  toPoints,
  zero,
  type Exact,
} from '../../scoring/exact.ts';
import { highestOf } from '../rubric-faults.ts';
import type { Rubric } from '../rubric.ts';
import { note, warning, type Finding, type FindingPath } from './finding.ts';

/** Points on top beyond a fifth of full marks decide more than the marks themselves. */
const largeBonusOf = 5;

/** Rounding, weights and proportions of whole schemes. */
export function lintArithmetic(rules: Rules): Finding[] {
  return [
    ...coarse(rules.rubric),
    ...weightsAfterRounding(rules.rubric),
    ...differentTotals(rules),
    ...rules.schemes.flatMap((scheme, s) => [
      ...largeBonus(scheme, ['schemes', s]),
      ...totalLimit(scheme, ['schemes', s, 'limits', 'most']),
    ]),
  ];
}

/** Points stated more finely than they are rounded would vanish in the rounding. */
function coarse({ rounding, schemes }: Rubric): Finding[] {
  const finest = Math.max(0, ...schemes.flatMap((scheme) => placesIn(scheme)));
  if (finest <= rounding.places) return [];
  return [
    warning(
      'rounding-too-coarse',
      ['rounding', 'places'],
      `分数写到了 ${finest} 位小数，却取整到 ${rounding.places} 位：最细的加减分会被取整抹掉。`,
      `Points are stated to ${finest} places but rounded to ${rounding.places}: the finest steps vanish.`,
      { stated: finest, places: rounding.places },
    ),
  ];
}

const pointsKeys = new Set(['points', 'most', 'missing', 'least']);

/** The places of every points value in a scheme, wherever it stands; zeros at the end are no places. */
function placesIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'string' && pointsKeys.has(key)
      ? [(toPoints(parseExact(inner)).split('.')[1] ?? '').length]
      : placesIn(inner),
  );
}

function weightsAfterRounding({ rounding, schemes }: Rubric): Finding[] {
  if (rounding.at === 'total') return [];
  return schemes.flatMap((scheme, s) => {
    const p = scheme.parts.findIndex((part) => !isOne(part.weight));
    if (p === -1) return [];
    return [
      note(
        'weights-rounded-by-item',
        ['schemes', s, 'parts', p, 'weight'],
        '有权重，却在每项取整：乘权重以后的小数不再取整，总分可能有更多位小数。建议在总分取整（at: total）。',
        'There are weights but rounding is by item: what comes after the weights is not rounded any more. Consider rounding at the total.',
      ),
    ];
  });
}

function isOne(weight: string): boolean {
  return compareExact(parseExact(weight), parseExact('1')) === 0;
}

/** Units are ranked together, whatever scheme they are scored by. */
function differentTotals({ schemes }: Rules): Finding[] {
  const totals = schemes.map((each) => toPoints(each.base));
  if (new Set(totals).size > 1) {
    return [
      note(
        'totals-differ',
        ['schemes'],
        `各套规则满分不同（${totals.join('、')}），全部单位放在一起的排名只供参考。`,
        `Full marks differ (${totals.join(', ')}): a ranking over all units says little.`,
      ),
    ];
  }
  const tops = schemes.map((each) => toPoints(each.withBonus));
  if (new Set(tops).size <= 1) return [];
  return [
    note(
      'tops-differ',
      ['schemes'],
      `各套规则满分相同，连加分最高却分别是 ${tops.join('、')} 分：全部单位一起排名时，加分多的一类占便宜。`,
      `Full marks are the same, but with everything on top it is ${tops.join(', ')}: in a ranking over all units some classes have more to win.`,
    ),
  ];
}

function largeBonus(scheme: CompiledScheme, path: FindingPath): Finding[] {
  const bonus = subtract(scheme.withBonus, scheme.base);
  if (isZero(bonus) || compareExact(times(bonus, largeBonusOf), scheme.base) <= 0) return [];
  const share = toPoints(rounded(times(ratio(bonus, scheme.base), 100), 0, 'half-up'));
  return [
    warning(
      'bonus-large',
      path,
      `加分最多 ${toPoints(bonus)} 分，是满分 ${toPoints(scheme.base)} 分的 ${share}%：名次会主要由加分决定。`,
      `Up to ${toPoints(bonus)} points go on top, ${share}% of the full ${toPoints(scheme.base)}: the ranking would be decided by them.`,
      { bonus: toPoints(bonus), percent: Number(share) },
    ),
  ];
}

/** A limit of the total that nobody can reach, or that leaves points on top to repair losses alone. */
function totalLimit(scheme: CompiledScheme, path: FindingPath): Finding[] {
  if (scheme.most === null) return [];
  const most = toPoints(scheme.most);
  const highest = withoutLimit(scheme);
  if (compareExact(scheme.most, scheme.base) <= 0 && compareExact(highest, scheme.base) > 0) {
    return [
      note(
        'bonus-only-repairs',
        path,
        `总分最高 ${most} 分，就是满分：加分只能补回扣掉的分，得了满分的单位再加也没有用。`,
        `A total is at most ${most}, which is full marks: points on top only make up for losses.`,
      ),
    ];
  }
  if (compareExact(scheme.most, highest) <= 0) return [];
  return [
    note(
      'total-limit-idle',
      path,
      `各项全部得满、加分全部加上也只有 ${toPoints(highest)} 分，“最高 ${most} 分”永远用不上。`,
      `With everything earned a total is ${toPoints(highest)}, so the limit of ${most} never acts.`,
    ),
  ];
}

/** Everything earned and everything on top, as if the total had no limit. */
function withoutLimit({ scheme, parts }: CompiledScheme): Exact {
  return sum(parts.map(({ part, weight }) => multiply(highestOf(scheme, part.code) ?? zero, weight)));
}
