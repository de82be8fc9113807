import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cycleDefinition } from '../../../../shared/domain/cycle/cycle.ts';
import { findingCodes, type FindingCode } from '../../../../shared/domain/rubric/lint/finding.ts';
import { lintRubric, type LintGiven } from '../../../../shared/domain/rubric/lint/lint-rubric.ts';
import { rubric, type Item, type Rubric, type Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import type { UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import {
  inputsOf,
  libraryRubric,
  perfectItems,
  perfectUnit,
  register,
  rubric2018,
  scheme2018,
} from '../../../support/scoring.ts';

const label = { zh: '名', en: 'name' };
const leak = { kind: 'incident' as const, incident: 'leak', atLeast: 1 };

const withScheme = (change: Partial<Scheme>): Rubric =>
  rubric.parse({ ...rubric2018, schemes: [{ ...scheme2018, ...change }] });
const withItem = (code: string, change: Partial<Item>): Rubric =>
  withScheme({
    parts: scheme2018.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
    })),
  });
const effect = (
  code: string,
  then: Scheme['effects'][number]['then'],
  when: Scheme['effects'][number]['when'] = [leak],
) => ({
  code,
  label: { zh: code, en: code },
  when,
  then,
});

const units = (...change: Partial<UnitInputs>[]) => ({
  inputs: inputsOf(
    change.map((over, index) =>
      perfectUnit({ unit: String(index + 1).padStart(3, '0'), order: index + 1, ...over }),
    ),
  ),
});

/** For each code a rubric (and what it is looked at with) that shows it, and one that does not. */
const cases: Readonly<
  Record<FindingCode, readonly [shows: [Rubric, LintGiven], clean: [Rubric, LintGiven]]>
> = {
  'doing-nothing-keeps-most': [
    [rubric2018, { units: [{ class: 'park', target: 20 }] }],
    [rubric2018, { units: [{ class: 'park', target: 84 }] }],
  ],
  'cannot-lose-all': [
    [rubric2018, { units: [{ class: 'park', target: 83 }] }],
    [rubric2018, { units: [{ class: 'park', target: 84 }] }],
  ],
  'bonus-out-of-proportion': [
    [rubric2018, { units: [{ class: 'park', target: 99 }] }],
    [rubric2018, { units: [{ class: 'park', target: 100 }] }],
  ],
  'bonus-large': [
    [
      withItem('C1', {
        rule: {
          kind: 'target',
          measure: 'register',
          per: 'year',
          wanted: 'unit',
          shortfall: { every: 1, points: '0.3', most: null },
          blank: null,
          bonus: { every: 1, points: '1', most: '21' },
        },
      }),
      {},
    ],
    [rubric2018, {}],
  ],
  'effects-overlap': [
    [rubric2018, {}],
    [withScheme({ effects: scheme2018.effects.slice(0, 1) }), {}],
  ],
  'effect-repeated': [
    [withScheme({ effects: [effect('one', [{ kind: 'fail' }]), effect('two', [{ kind: 'fail' }])] }), {}],
    [rubric2018, {}],
  ],
  'fixed-total-passes': [
    [
      withScheme({
        effects: [
          effect('fixed', [{ kind: 'fix', points: '60' }]),
          effect('line', [{ kind: 'fail' }], [{ kind: 'score', of: 'total', is: 'below', points: '60' }]),
        ],
      }),
      {},
    ],
    [libraryRubric('hundred-down'), {}],
  ],
  'rounding-too-coarse': [
    [{ ...rubric2018, rounding: { at: 'item', places: 0, mode: 'half-up' } }, {}],
    [{ ...rubric2018, rounding: { at: 'item', places: 1, mode: 'half-up' } }, {}],
  ],
  'weights-rounded-by-item': [
    [{ ...libraryRubric('two-parts'), rounding: { at: 'item', places: 2, mode: 'half-up' } }, {}],
    [libraryRubric('two-parts'), {}],
  ],
  'totals-differ': [
    [
      {
        ...rubric2018,
        schemes: [
          { ...scheme2018, classes: ['department'] },
          { ...libraryRubric('ten-points').schemes[0]!, id: 'other', classes: ['park'] },
        ],
      },
      {},
    ],
    [libraryRubric('two-parts'), {}],
  ],
  'class-without-scheme': [
    [libraryRubric('two-parts'), { units: [{ class: 'school', target: 1 }] }],
    [libraryRubric('two-parts'), { units: [{ class: 'township', target: 1 }] }],
  ],
  'measure-missing': [
    [rubric2018, units({ measures: {} })],
    [rubric2018, units({ measures: register(1) })],
  ],
  'incident-unknown': [
    [
      rubric2018,
      units({ incidents: [{ kind: 'fire', decidedOn: '2018-01-01', document: '文', reason: '由' }] }),
    ],
    [rubric2018, units({})],
  ],
  'city-factor-idle': [
    [rubric2018, units({})],
    [
      rubric2018,
      {
        inputs: inputsOf([perfectUnit()], {
          bodies: [
            {
              id: 'civil-affairs',
              name: '民政局',
              unit: '002',
              item: 'D3',
              handIn: { state: 'handed-in', at: null, note: null },
            },
          ],
        }),
      },
    ],
  ],
  'effect-never-acted': [
    [rubric2018, units({})],
    [
      withScheme({ effects: scheme2018.effects.slice(0, 1) }),
      units({ incidents: [{ kind: 'leak', decidedOn: '2018-01-01', document: '文', reason: '由' }] }),
    ],
  ],
  'cause-never-found': [
    [rubric2018, units({})],
    [
      rubric2018,
      units({
        items: {
          ...perfectItems(),
          C8: { evidence: 0, checks: { 'no-annual-report': true, 'catalogue-not-updated': true } },
        },
      }),
    ],
  ],
  'level-never-given': [
    [withItem('C2', { rule: { kind: 'graded', levels: [{ id: 'good', label, points: '2' }] } }), units({})],
    [
      withItem('C2', { rule: { kind: 'graded', levels: [{ id: 'good', label, points: '2' }] } }),
      units({
        items: {
          C2: { evidence: 0, assessments: [{ assessor: 'a1', points: '2', level: 'good', reason: null }] },
        },
      }),
    ],
  ],
  'never-left-out': [
    [withItem('C2', { notApplicable: { method: 'spread', within: 'part' } }), units({})],
    [
      withItem('C2', { notApplicable: { method: 'spread', within: 'part' } }),
      units({ items: { C2: { evidence: 0, notApplicable: { reason: '没有' } } } }),
    ],
  ],
  'item-separates-nobody': [
    [rubric2018, units({}, {})],
    [rubric2018, units({})],
  ],
  'band-empty': [
    [
      withScheme({
        bands: [
          { id: 'good', label, from: '90' },
          { id: 'poor', label, from: '0' },
        ],
      }),
      units({}),
    ],
    [withScheme({ bands: [{ id: 'all', label, from: '0' }] }), units({})],
  ],
};

const codesOf = ([rules, given]: readonly [Rubric, LintGiven]) =>
  lintRubric(rules, given).map((each) => each.code);

describe.each(findingCodes)('%s', (code) => {
  const [shows, clean] = cases[code];
  test('is told of a rubric that shows it, with a sentence in both languages', () => {
    const found = lintRubric(...shows).filter((each) => each.code === code);
    expect(found).not.toEqual([]);
    for (const { message } of found) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(`${message.zh}${message.en}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('is not told of one that does not', () => {
    expect(codesOf(clean)).not.toContain(code);
  });
});

test('2018: who could publish nothing and keep most of C1, and for whom the bonus is out of reach', () => {
  const file = new URL('../../../../infra/cycles/2018/cycle.json', import.meta.url);
  const year = cycleDefinition.parse(JSON.parse(readFileSync(file, 'utf8')));
  const found = lintRubric(rubric2018, { units: year.units });
  const sentences = found.map((each) => each.message.zh);
  expect(sentences).toContainEqual(
    expect.stringContaining('目标 20 条的 2 个单位一条不公开，C1 也有 19 分（满分 25 分）'),
  );
  expect(sentences).toContainEqual(
    expect.stringContaining('目标 20 条的 2 个单位，要超 200 条（目标的 10 倍）才能得到 C1 的全部加分 4 分'),
  );
  const kept = found.filter((each) => each.code === 'doing-nothing-keeps-most');
  // 25 − 0.3 × target is above 12.5 up to a target of 41.
  expect(kept).toHaveLength(new Set(year.units.map((unit) => unit.target).filter((each) => each <= 41)).size);
});

test('remarks stand at places that are there', () => {
  for (const [[rules, given]] of Object.values(cases)) {
    for (const { path } of lintRubric(rules, given)) {
      let value: unknown = rules;
      for (const key of path) value = Object.entries(value ?? {}).find(([each]) => each === String(key))?.[1];
      expect(value, path.join('.')).not.toBeUndefined();
    }
  }
});
