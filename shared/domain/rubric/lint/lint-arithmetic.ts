import { compileRubric } from '../../scoring/compile-rubric.ts';
import { compareExact, isZero, subtract, times, toPoints } from '../../scoring/exact.ts';
import type { Rubric } from '../rubric.ts';
import { note, warning, type Finding } from './finding.ts';

/** Points on top beyond this share of full marks decide more than the marks themselves. */
const largeBonus = { of: 5, words: '五分之一', wordsEn: 'a fifth' };

/** Rounding, weights and proportions of whole schemes. */
export function lintArithmetic(rubric: Rubric): Finding[] {
  const { rounding, schemes } = rubric;
  const weighted = schemes.flatMap((scheme, s) =>
    scheme.parts.flatMap((part, p) => (part.weight === '1' ? [] : [['schemes', s, 'parts', p, 'weight']])),
  );
  const [firstWeight] = weighted;
  return [
    ...coarse(rubric),
    ...(firstWeight !== undefined && rounding.at === 'item'
      ? [
          note(
            'weights-rounded-by-item',
            firstWeight,
            '有权重，却在每项取整：乘权重以后的小数不再取整，总分可能有更多位小数。建议在总分取整（at: total）。',
            'There are weights but rounding is by item: what comes after the weights is not rounded any more. Consider rounding at the total.',
          ),
        ]
      : []),
    ...largeBonuses(rubric),
    ...(new Set(schemes.map((scheme) => scheme.total)).size > 1
      ? [
          note(
            'totals-differ',
            ['schemes'],
            `各套规则满分不同（${schemes.map((scheme) => scheme.total).join('、')}），全部单位放在一起的排名只供参考。`,
            `Full marks differ (${schemes.map((scheme) => scheme.total).join(', ')}): a ranking over all units says little.`,
          ),
        ]
      : []),
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
    ),
  ];
}

const pointsKeys = new Set(['points', 'most', 'missing', 'least']);

/** The places of every points value in a scheme, wherever it stands. */
function placesIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'string' && pointsKeys.has(key) ? [(inner.split('.')[1] ?? '').length] : placesIn(inner),
  );
}

function largeBonuses(rubric: Rubric): Finding[] {
  return compileRubric(rubric).schemes.flatMap(({ base, withBonus, scheme }, s) => {
    const bonus = subtract(withBonus, base);
    if (isZero(bonus) || compareExact(times(bonus, largeBonus.of), base) <= 0) return [];
    const share = Math.round((100 * Number(toPoints(bonus))) / Number(scheme.total));
    return [
      warning(
        'bonus-large',
        ['schemes', s],
        `加分最多 ${toPoints(bonus)} 分，超过满分的${largeBonus.words}（约 ${share}%）：名次会主要由加分决定。`,
        `Up to ${toPoints(bonus)} points go on top, more than ${largeBonus.wordsEn} of full marks: the ranking would be decided by them.`,
      ),
    ];
  });
}
