import type { Item, Rubric } from '../../shared/domain/rubric/rubric.ts';
import { rubric2018, scheme2018 } from './scoring.ts';

/** The rubric of 2018, changed so that it asks for each kind of fact that the county office records: what does not apply, outside scores, a count. */
export function rubricWithFacts(): Rubric {
  const changed = (item: Item): Item => {
    switch (item.code) {
      case 'C2':
        return { ...item, notApplicable: { method: 'rescale', within: 'part' } };
      case 'C4':
        return {
          ...item,
          assessor: 'county-office',
          rule: { kind: 'imported', periods: ['上半年', '下半年'], combine: 'mean', outOf: '100' },
        };
      case 'C5':
        return {
          ...item,
          rule: { kind: 'count', of: { measure: 'adopted' }, gives: { every: 1, points: '1', most: null } },
        };
      default:
        return item;
    }
  };
  const parts = scheme2018.parts.map((part) => ({ ...part, items: part.items.map(changed) }));
  return { ...rubric2018, schemes: [{ ...scheme2018, parts }] };
}
