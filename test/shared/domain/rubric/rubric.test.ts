import { describe, expect, test } from 'vitest';
import { rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { rubric2018 } from '../../../support/scoring.ts';

/** The 2018 rubric with one item changed. */
function withItem(code: string, change: object) {
  return {
    ...rubric2018,
    parts: rubric2018.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
    })),
  };
}

describe('what a rubric is refused for, with the path to it', () => {
  test.each([
    [
      'an item that pays for evidence without needing any: everybody would have full marks',
      'A1',
      { evidence: 'optional' },
      ['parts', 0, 'items', 0, 'evidence'],
    ],
    [
      'kinds of evidence that nobody need hand in',
      'B3',
      { evidence: 'none' },
      ['parts', 1, 'items', 2, 'evidence'],
    ],
    ['a sum that is not the total', 'C2', { points: '3' }, ['total']],
    ['a code used twice', 'A2', { code: 'A1' }, ['parts']],
    [
      'a deduction among items that give points',
      'C2',
      { rule: { kind: 'deductions' } },
      ['parts', 2, 'items', 1, 'rule'],
    ],
    [
      'a kind of rule that there is none',
      'C2',
      { rule: { kind: 'lottery' } },
      ['parts', 2, 'items', 1, 'rule', 'kind'],
    ],
  ])('%s', (_, code, change, path) => {
    const issues = rubric.safeParse(withItem(code, change)).error?.issues ?? [];
    expect(issues.map((issue) => issue.path)).toContainEqual(path);
  });

  test('an effect on a part that is not there', () => {
    const effects = rubric2018.effects.map((effect) => ({
      ...effect,
      then: { kind: 'zero-parts', parts: ['Z'] },
    }));
    const issues = rubric.safeParse({ ...rubric2018, effects }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path)).toContainEqual(['effects', 0, 'then', 'parts', 0]);
  });
});
