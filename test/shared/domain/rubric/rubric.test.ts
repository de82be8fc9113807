import { describe, expect, test } from 'vitest';
import { rubric, type Item, type Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import { items2018, rubric2018, scheme2018 } from '../../../support/scoring.ts';

type Loose = Readonly<Record<string, unknown>>;

/** The 2018 rubric with its scheme changed. */
const withScheme = (change: Loose): Loose => ({ ...rubric2018, schemes: [{ ...scheme2018, ...change }] });

/** The 2018 rubric with one item changed. */
const withItem = (code: string, change: Loose): Loose =>
  withScheme({
    parts: scheme2018.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
    })),
  });

/** The 2018 rubric with one part changed. */
const withPart = (code: string, change: Loose): Loose =>
  withScheme({
    parts: scheme2018.parts.map((part) => (part.code === code ? { ...part, ...change } : part)),
  });

const effect = (when: Loose[], then: Loose[]): Loose => ({
  effects: [{ code: 'some', label: { zh: '某', en: 'some' }, when, then }],
});
const label = { zh: '名', en: 'name' };
const pathsOf = (value: unknown) =>
  (rubric.safeParse(value).error?.issues ?? []).map((issue) => issue.path.join('.'));

const c1: Item['rule'] = {
  kind: 'target',
  measure: 'register',
  per: 'year',
  wanted: 'unit',
  shortfall: { every: 1, points: '0.3', most: null },
  blank: null,
  bonus: { every: 10, points: '0.2', most: '4' },
};

describe('what a rubric is refused for, with the path to it', () => {
  const at = 'schemes.0';
  test.each<[string, Loose, string]>([
    [
      'an item that pays for evidence without needing any: everybody would have full marks',
      withItem('A1', { evidence: 'optional' }),
      `${at}.parts.0.items.0.evidence`,
    ],
    [
      'kinds of evidence that nobody need hand in',
      withItem('B3', { evidence: 'none' }),
      `${at}.parts.1.items.2.evidence`,
    ],
    ['a sum that is not the total', withItem('C2', { points: '3' }), `${at}.total`],
    ['weights that do not make the total', withPart('C', { weight: '0.5' }), `${at}.total`],
    ['a code used twice', withItem('A2', { code: 'A1' }), `${at}.parts`],
    [
      'something other than deductions in a part of deductions',
      withItem('D1', { rule: { kind: 'graded' } }),
      `${at}.parts.3.items.0.rule`,
    ],
    [
      'a kind of rule that there is none',
      withItem('C2', { rule: { kind: 'lottery' } }),
      `${at}.parts.2.items.1.rule.kind`,
    ],
    ['an item of no points', withItem('C2', { points: '0' }), `${at}.parts.2.items.1.points`],
    [
      'a count whose limit lies below the item: the rest could never be reached',
      withItem('B3', { rule: { kind: 'count', of: 'kinds', gives: { every: 1, points: '2', most: '4' } } }),
      `${at}.parts.1.items.2.rule.gives`,
    ],
    [
      'steps that do not rise',
      withItem('B3', {
        rule: {
          kind: 'count',
          of: 'kinds',
          gives: {
            steps: [
              { from: 2, points: '6' },
              { from: 3, points: '4' },
            ],
          },
        },
      }),
      `${at}.parts.1.items.2.rule.gives.steps`,
    ],
    [
      'a target that costs nothing to miss',
      withItem('C1', { rule: { ...c1, shortfall: null } }),
      `${at}.parts.2.items.0.rule`,
    ],
    [
      'points on top without a limit',
      withItem('C1', { rule: { ...c1, bonus: { every: 10, points: '0.2' } } }),
      `${at}.parts.2.items.0.rule.bonus.most`,
    ],
    [
      'a monthly target that is the unit’s yearly one',
      withItem('C1', { rule: { ...c1, per: 'month' } }),
      `${at}.parts.2.items.0.rule.wanted`,
    ],
    [
      'a level above the item',
      withItem('C2', { rule: { kind: 'graded', levels: [{ id: 'good', label, points: '3' }] } }),
      `${at}.parts.2.items.1.rule.levels`,
    ],
    [
      'levels of which none reaches the item’s points',
      withItem('C2', { rule: { kind: 'graded', levels: [{ id: 'good', label, points: '1' }] } }),
      `${at}.parts.2.items.1.rule.levels`,
    ],
    [
      'causes that take more than there is',
      withItem('C2', { causes: [{ id: 'bad', label, points: '3' }] }),
      `${at}.parts.2.items.1.causes`,
    ],
    [
      'moving points to an item that is not there',
      withItem('C2', { notApplicable: { method: 'move', to: 'C99' } }),
      `${at}.parts.2.items.1.notApplicable.to`,
    ],
    [
      'moving points to the item itself',
      withItem('C2', { notApplicable: { method: 'move', to: 'C2' } }),
      `${at}.parts.2.items.1.notApplicable.to`,
    ],
    [
      'a deduction that is said not to apply',
      withItem('D1', { notApplicable: { method: 'rescale', within: 'part' } }),
      `${at}.parts.3.items.0.notApplicable`,
    ],
    ['a limit on a part that makes up full marks', withPart('A', { most: '5' }), `${at}.parts.0.most`],
    ['a limit above what the part holds', withPart('D', { most: '99' }), `${at}.parts.3.most`],
    [
      'an effect on a part that is not there',
      withScheme(effect([{ kind: 'incident', incident: 'leak' }], [{ kind: 'zero', of: ['Z'] }])),
      `${at}.effects.0.then.0.of.0`,
    ],
    [
      'a cap on an item that is not there',
      withScheme(effect([{ kind: 'incident', incident: 'leak' }], [{ kind: 'cap', of: 'Z9', most: '1' }])),
      `${at}.effects.0.then.0.of`,
    ],
    [
      'a condition on a score that is not there',
      withScheme(effect([{ kind: 'score', of: 'Z', is: 'below', points: '1' }], [{ kind: 'fail' }])),
      `${at}.effects.0.when.0.of`,
    ],
    [
      'a line that nobody reaches',
      withScheme(effect([{ kind: 'score', of: 'A', is: 'below', points: '7' }], [{ kind: 'fail' }])),
      `${at}.effects.0.when.0.points`,
    ],
    [
      'a cause that the item does not list',
      withScheme(effect([{ kind: 'cause', item: 'C8', cause: 'none' }], [{ kind: 'fail' }])),
      `${at}.effects.0.when.0`,
    ],
    [
      'a kind of consequence that there is none',
      withScheme(effect([{ kind: 'child-failed' }], [{ kind: 'dismiss' }])),
      `${at}.effects.0.then.0.kind`,
    ],
    [
      'a child’s failure that changes single items, when they have long been scored',
      withScheme(effect([{ kind: 'child-failed' }], [{ kind: 'zero', of: ['A'] }])),
      `${at}.effects.0.then.0`,
    ],
    [
      'a child’s failure joined to something else',
      withScheme(
        effect([{ kind: 'child-failed' }, { kind: 'incident', incident: 'leak' }], [{ kind: 'fail' }]),
      ),
      `${at}.effects.0.when`,
    ],
    [
      'an item set to 0 after the total was moved: the same points would go twice',
      withScheme({
        effects: [
          {
            code: 'one',
            label,
            when: [{ kind: 'incident', incident: 'leak' }],
            then: [{ kind: 'take', points: '5' }],
          },
          {
            code: 'two',
            label,
            when: [{ kind: 'incident', incident: 'leak' }],
            then: [{ kind: 'zero', of: ['A'] }],
          },
        ],
      }),
      `${at}.effects.1`,
    ],
    [
      'two effects of the same code: a result could not say which of them acted',
      withScheme({
        effects: [
          { code: 'one', label, when: [{ kind: 'incident', incident: 'leak' }], then: [{ kind: 'fail' }] },
          { code: 'one', label, when: [{ kind: 'incident', incident: 'fire' }], then: [{ kind: 'fail' }] },
        ],
      }),
      `${at}.effects`,
    ],
    ['points that are no number', withItem('C2', { points: 'abc' }), `${at}.parts.2.items.1.points`],
    [
      'points with more digits than a report could print',
      withItem('C2', { points: '12345678901' }),
      `${at}.parts.2.items.1.points`,
    ],
    [
      'points whose sums are beyond what is exact',
      withPart('C', {
        weight: '999999',
        items: Array.from({ length: 200 }, (_, i) => ({
          ...items2018.find((each) => each.code === 'C2')!,
          code: `C${i}`,
          points: '999999',
        })),
      }),
      'schemes',
    ],
    [
      'an item set to 0 after the total was moved in the same effect',
      withScheme(
        effect(
          [{ kind: 'incident', incident: 'leak' }],
          [
            { kind: 'take', points: '5' },
            { kind: 'zero', of: ['A'] },
          ],
        ),
      ),
      `${at}.effects.0`,
    ],
    [
      'points off for each time of what does not happen in times',
      withScheme(
        effect(
          [{ kind: 'measure', measure: 'register', below: 'target' }],
          [{ kind: 'take', points: '5', each: true }],
        ),
      ),
      `${at}.effects.0.then.0.each`,
    ],
    [
      'a total held below full marks',
      withScheme({ limits: { least: '0', most: '99' } }),
      `${at}.limits.most`,
    ],
    [
      'a least total above the most',
      withScheme({ limits: { least: '100', most: null } }),
      `${at}.limits.least`,
    ],
    [
      'bands that do not fall',
      withScheme({
        bands: [
          { id: 'low', label, from: '0' },
          { id: 'high', label, from: '90' },
        ],
      }),
      `${at}.bands`,
    ],
    [
      'bands that leave some totals without one',
      withScheme({ bands: [{ id: 'high', label, from: '90' }] }),
      `${at}.bands.0.from`,
    ],
    [
      'a band that nobody reaches',
      withScheme({
        bands: [
          { id: 'high', label, from: '105' },
          { id: 'low', label, from: '0' },
        ],
      }),
      `${at}.bands.0.from`,
    ],
    [
      'two schemes of which one is for all classes',
      { ...rubric2018, schemes: [scheme2018, { ...scheme2018, id: 'other', classes: ['park'] }] },
      'schemes',
    ],
    [
      'one class in two schemes',
      {
        ...rubric2018,
        schemes: [
          { ...scheme2018, classes: ['park'] },
          { ...scheme2018, id: 'other', classes: ['park'] },
        ],
      },
      'schemes',
    ],
  ])('%s', (_, value, path) => {
    expect(pathsOf(value)).toContain(path);
  });

  test('the rubric of 2018 has no fault, and a scheme for each class of unit may stand beside others', () => {
    const two: Scheme[] = [
      { ...scheme2018, classes: ['department', 'township'] },
      { ...scheme2018, id: 'other', classes: ['park', 'community'] },
    ];
    expect(pathsOf(rubric2018)).toEqual([]);
    expect(pathsOf({ ...rubric2018, schemes: two })).toEqual([]);
  });
});
