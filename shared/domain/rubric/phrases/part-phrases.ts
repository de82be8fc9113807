import { sum, parseExact, toPoints } from '../../scoring/exact.ts';
import type { Part, Rubric, Scheme } from '../rubric.ts';
import type { Phrase } from './match-clause.ts';
import { saidTwice, doesNotFit, type PhraseFault, type Placed, type ReadPhrases } from './phrase-fault.ts';

/** What the heading of a part says beside its name. */
export function partPhrases(part: Part): readonly Phrase[] {
  return [
    part.kind === 'points'
      ? {
          clause: 'part-points',
          values: { points: toPoints(sum(part.items.map((item) => parseExact(item.points)))) },
        }
      : { clause: `part-${part.kind}`, values: {} },
    ...(part.most === null
      ? []
      : [{ clause: 'part-most', values: { kind: part.kind, most: part.most } } as const]),
    ...(part.weight === '1' ? [] : [{ clause: 'part-weight', values: { weight: part.weight } } as const]),
  ];
}

/** Reads the phrases of a part's heading. `points`, which a part does not hold itself, is what its items must add up to. */
export function readPartPhrases<At>(
  phrases: readonly Placed<At>[],
): ReadPhrases<At> & Readonly<{ points: Placed<At> | null }> {
  const faults: PhraseFault<At>[] = [];
  const one = (...clauses: Phrase['clause'][]) => {
    const [first = null, ...others] = phrases.filter((each) => clauses.includes(each.phrase.clause));
    faults.push(...others.map(saidTwice));
    return first;
  };
  const points = one('part-points');
  const special = one('part-bonus', 'part-deductions');
  const kind = special === null ? 'points' : special.phrase.clause === 'part-bonus' ? 'bonus' : 'deductions';
  const most = one('part-most');
  const weight = one('part-weight');
  if (most !== null && most.phrase.values.kind !== kind) {
    const verb = { points: '得', bonus: '加', deductions: '扣' }[kind];
    faults.push(doesNotFit(most, `：本类应写“最多${verb}”`, 'does not go with the kind of this part'));
  }
  return {
    value: { kind, most: most?.phrase.values.most ?? null, weight: weight?.phrase.values.weight ?? '1' },
    places: [
      ...(most === null ? [] : [[['most'], most.at] as const]),
      ...(weight === null ? [] : [[['weight'], weight.at] as const]),
    ],
    faults,
    points,
  };
}

/** What stands above the table of a scheme. */
export function schemePhrases({ id, label, total, classes, limits }: Scheme): readonly Phrase[] {
  return [
    { clause: 'scheme', values: { ...label, id, total } },
    classes === 'all'
      ? { clause: 'for-all', values: {} }
      : { clause: 'for-classes', values: { classes: classes.join('、') } },
    { clause: 'least', values: { least: limits.least } },
    ...(limits.most === null ? [] : [{ clause: 'most', values: { most: limits.most } } as const]),
  ];
}

/** How a rubric rounds, and what follows when the city takes points. */
export function roundingPhrase({ at, places, mode }: Rubric['rounding']): Phrase {
  return { clause: 'rounding', values: { at, places: String(places), mode } };
}

export function cityPhrase(factor: Rubric['cityDeductionFactor']): Phrase {
  return factor === null
    ? { clause: 'city-none', values: {} }
    : { clause: 'city-factor', values: { factor: String(factor) } };
}
