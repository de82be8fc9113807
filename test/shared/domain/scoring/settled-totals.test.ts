import { describe, expect, test } from 'vitest';
import type { Consequence } from '../../../../shared/domain/rubric/rubric.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { inputsOf, perfectUnit } from '../../../support/scoring.ts';
import { effectOf, smallItem, smallPart, smallRubric, smallScheme } from '../../../support/small-rubric.ts';

/** A total that an effect has fixed, or that a veto has ended, is nobody's to move afterwards. */
const incident = (kind: string) => ({ kind, decidedOn: '2018-01-01', document: '文', reason: '由' });
const whenIt = (kind: string) => [{ kind: 'incident' as const, incident: kind, atLeast: 1 }];
const full = { A1: { evidence: 0, assessments: [{ assessor: 'a1', points: '10', reason: null }] } };
const rulesOf = (effects: Parameters<typeof effectOf>[]) =>
  smallRubric(
    smallScheme([smallPart('A', [smallItem('A1')])], {
      effects: effects.map((each) => effectOf(...each)),
      limits: { least: '-20', most: null },
    }),
  );
/** A parent with the incidents, and a child that fails. */
function family(effects: Parameters<typeof effectOf>[], incidents: readonly string[]) {
  const rules = rulesOf([...effects, ['child-fails', [{ kind: 'fail' }], whenIt('child')]]);
  const parent = perfectUnit({
    unit: '001',
    order: 1,
    measures: {},
    items: full,
    incidents: incidents.map(incident),
  });
  const child = perfectUnit({
    unit: '002',
    order: 2,
    parent: '001',
    measures: {},
    items: full,
    incidents: [incident('child')],
  });
  return score(rules, inputsOf([parent, child])).units.find((each) => each.unit === '001');
}

describe('a veto ends the scoring', () => {
  test('what stands behind it in the same effect moves nothing: 0 stays 0', () => {
    const rules = rulesOf([
      ['fraud', [{ kind: 'veto' }, { kind: 'take', points: '2', each: false }], whenIt('fraud')],
    ]);
    const unit = perfectUnit({ measures: {}, items: full, incidents: [incident('fraud')] });
    expect(score(rules, inputsOf([unit])).units).toMatchObject([{ total: '0', failed: { code: 'fraud' } }]);
  });
});

describe('a child that fails', () => {
  const late: readonly (readonly [string, Consequence, string])[] = [
    ['takes points from the parent', { kind: 'take', points: '2', each: false }, '8'],
    ['holds the parent’s total', { kind: 'cap', of: 'total', most: '6' }, '6'],
    ['fixes the parent’s total', { kind: 'fix', points: '5' }, '5'],
  ];
  const because = [{ kind: 'child-failed' as const }];
  test.each(late)('%s', (_, consequence, total) => {
    expect(family([['late', [consequence], because]], [])?.total).toBe(total);
  });

  test.each(late)('%s, but not where the total was fixed before', (_, consequence) => {
    const fixed = family(
      [
        ['fraud', [{ kind: 'fix', points: '9' }], whenIt('fraud')],
        ['late', [consequence, { kind: 'fail' }], because],
      ],
      ['fraud'],
    );
    expect(fixed).toMatchObject({ total: '9', failed: { code: 'late' } });
    expect(fixed?.steps.reduce((sum, each) => sum + Number(each.points), 0)).toBe(-1);
  });

  test.each(late)('%s, but not where a veto left nothing', (_, consequence) => {
    const vetoed = family(
      [
        ['fraud', [{ kind: 'veto' }], whenIt('fraud')],
        ['late', [consequence], because],
      ],
      ['fraud'],
    );
    expect(vetoed).toMatchObject({ total: '0', failed: { code: 'fraud' } });
  });

  test('moves a total that an earlier child’s effect fixed no further: the first of them counts', () => {
    const both = family(
      [
        ['late', [{ kind: 'fix', points: '5' }], because],
        ['later', [{ kind: 'take', points: '2', each: false }], because],
      ],
      [],
    );
    expect(both?.total).toBe('5');
  });
});
