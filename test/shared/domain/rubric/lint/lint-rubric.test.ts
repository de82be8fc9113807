import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findingCodes,
  type Finding,
  type FindingCode,
} from '../../../../../shared/domain/rubric/lint/finding.ts';
import { lintRubric, type LintGiven } from '../../../../../shared/domain/rubric/lint/lint-rubric.ts';
import { rubric, type Item, type Rubric, type Scheme } from '../../../../../shared/domain/rubric/rubric.ts';
import type { Inputs, UnitInputs } from '../../../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../../../shared/domain/scoring/score.ts';
import {
  inputsOf,
  libraryRubric,
  perfectItems,
  perfectUnit,
  register,
  rubric2018,
  scheme2018,
} from '../../../../support/scoring.ts';
import {
  effectOf,
  lineOf,
  smallItem,
  smallPart,
  smallRubric,
  smallScheme,
  targetRule,
} from '../../../../support/small-rubric.ts';
import { someInputsFor } from '../../../../support/some-inputs.ts';
import { someRubric } from '../../../../support/some-rubric.ts';

const label = { zh: '名', en: 'name' };
const level = (id: string, points: string) => ({ id, label, points });
const band = (id: string, from: string) => ({ id, label, from });
const leak = { kind: 'leak', decidedOn: '2018-01-01', document: '文', reason: '由' };

const of2018 = (change: Partial<Scheme>): Rubric =>
  rubric.parse({ ...rubric2018, schemes: [{ ...scheme2018, ...change }] });
const item2018 = (code: string, change: Partial<Item>): Rubric =>
  of2018({
    parts: scheme2018.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
    })),
  });
/** One part with these items. */
const items = (...given: Item[]) => smallRubric(smallScheme([smallPart('A', given)]));
/** Ten points, and these effects. */
const effects = (...given: Scheme['effects']) =>
  smallRubric(smallScheme([smallPart('A', [smallItem('A1'), smallItem('A2')])], { effects: given }));
const target = (rule: Parameters<typeof targetRule>[0], over: Partial<Item> = {}) =>
  items(smallItem('A1', { rule: targetRule(rule), ...over }), smallItem('A2', { points: '90' }));
const bonusPart = (points: string) => smallPart('B', [smallItem('B1', { points })], { kind: 'bonus' });

const year = (change: Partial<UnitInputs>[], over: Partial<Inputs> = {}): LintGiven => ({
  inputs: inputsOf(
    change.map((each, index) =>
      perfectUnit({ unit: String(index + 1).padStart(3, '0'), order: index + 1, ...each }),
    ),
    over,
  ),
});
const units = (...targets: number[]): LintGiven => ({
  units: targets.map((each) => ({ class: 'park', target: each })),
});
/** Units with these points for item A1, and for A2 full marks. */
const judged = (...points: string[]): LintGiven =>
  year(
    points.map((each) => ({
      items: {
        A1: { evidence: 0, assessments: [{ assessor: 'a1', points: each, reason: null }] },
        A2: { evidence: 0, assessments: [{ assessor: 'a1', points: '10', reason: null }] },
      },
    })),
  );
const civilAffairs: Inputs['bodies'][number] = {
  id: 'civil-affairs',
  name: '民政局',
  unit: '001',
  item: 'D3',
  handIn: { state: 'handed-in', at: null, note: null },
};
const cityDeduction: Inputs['cityDeductions'][number] = {
  id: '1',
  body: 'civil-affairs',
  item: 'D3',
  points: '1',
  document: '文',
  fact: '事',
  decidedOn: '2018-01-01',
};

type Case = readonly [rubric: Rubric, given?: LintGiven];

/** For each code a rubric (and what it is looked at with) that shows it, and one as near to it as can be that does not. */
const cases: Readonly<Record<FindingCode, Readonly<{ shows: Case; clean: Case }>>> = {
  'rounding-too-coarse': {
    shows: [{ ...rubric2018, rounding: { at: 'item', places: 0, mode: 'half-up' } }],
    clean: [{ ...rubric2018, rounding: { at: 'item', places: 1, mode: 'half-up' } }],
  },
  'weights-rounded-by-item': {
    shows: [{ ...libraryRubric('two-parts'), rounding: { at: 'item', places: 2, mode: 'half-up' } }],
    clean: [libraryRubric('two-parts')],
  },
  'totals-differ': {
    shows: [
      smallRubric([
        smallScheme([smallPart('A', [smallItem('A1')])], { id: 'one', classes: ['department'] }),
        smallScheme([smallPart('A', [smallItem('A1', { points: '20' })])], { id: 'two', classes: ['park'] }),
      ]),
    ],
    clean: [libraryRubric('two-parts')],
  },
  'tops-differ': {
    shows: [
      smallRubric([
        smallScheme([smallPart('A', [smallItem('A1')]), bonusPart('1')], {
          id: 'one',
          classes: ['department'],
        }),
        smallScheme([smallPart('A', [smallItem('A1')])], { id: 'two', classes: ['park'] }),
      ]),
    ],
    clean: [libraryRubric('two-parts')],
  },
  'bonus-large': {
    shows: [smallRubric(smallScheme([smallPart('A', [smallItem('A1')]), bonusPart('2.1')]))],
    clean: [smallRubric(smallScheme([smallPart('A', [smallItem('A1')]), bonusPart('2')]))],
  },
  'bonus-only-repairs': {
    shows: [
      smallRubric(
        smallScheme([smallPart('A', [smallItem('A1')]), bonusPart('2')], {
          limits: { least: '0', most: '10' },
        }),
      ),
    ],
    clean: [
      smallRubric(
        smallScheme([smallPart('A', [smallItem('A1')]), bonusPart('2')], {
          limits: { least: '0', most: '11' },
        }),
      ),
    ],
  },
  'total-limit-idle': {
    shows: [of2018({ limits: { least: '0', most: '104.1' } })],
    clean: [of2018({ limits: { least: '0', most: '104' } })],
  },
  'part-trivial': {
    shows: [
      smallRubric(
        smallScheme([
          smallPart('A', [smallItem('A1', { points: '99' })]),
          smallPart('B', [smallItem('B1', { points: '1' })]),
        ]),
      ),
    ],
    clean: [
      smallRubric(
        smallScheme([
          smallPart('A', [smallItem('A1', { points: '98' })]),
          smallPart('B', [smallItem('B1', { points: '2' })]),
        ]),
      ),
    ],
  },
  'part-limit-below-item': {
    shows: [
      smallRubric(
        smallScheme([
          smallPart('A', [smallItem('A1')]),
          smallPart('B', [smallItem('B1', { points: '2' })], { kind: 'bonus', most: '1.9' }),
        ]),
      ),
    ],
    clean: [libraryRubric('hundred-down')],
  },
  'scale-beyond-item': {
    shows: [target({ shortfall: { steps: [{ from: 1, points: '11' }] } })],
    clean: [target({ shortfall: { steps: [{ from: 1, points: '10' }] } })],
  },
  'steps-jump': {
    // from 10 to 20 each is worth 0.3; up to 10, 0.02
    shows: [
      items(
        smallItem('A1', {
          points: '3.2',
          rule: {
            kind: 'count',
            of: { measure: 'register' },
            gives: {
              steps: [
                { from: 10, points: '0.2' },
                { from: 20, points: '3.2' },
              ],
            },
          },
        }),
      ),
    ],
    clean: [libraryRubric('ten-points')],
  },
  'kinds-too-few': {
    shows: [
      item2018('B3', { rule: { kind: 'count', of: 'kinds', gives: { every: 1, points: '1', most: null } } }),
    ],
    clean: [rubric2018],
  },
  'levels-alike': {
    shows: [
      items(
        smallItem('A1', {
          rule: { kind: 'graded', levels: [level('good', '10'), level('fair', '10.0'), level('poor', '0')] },
        }),
      ),
    ],
    clean: [libraryRubric('two-parts')],
  },
  'all-may-be-left-out': {
    shows: [items(smallItem('A1', { notApplicable: { method: 'rescale', within: 'scheme' } }))],
    clean: [
      items(smallItem('A1', { notApplicable: { method: 'rescale', within: 'scheme' } }), smallItem('A2')),
    ],
  },
  'one-carries-others': {
    shows: [
      items(
        smallItem('A1', { notApplicable: { method: 'move', to: 'A2' } }),
        smallItem('A2', { points: '5' }),
      ),
    ],
    clean: [
      items(
        smallItem('A1', { points: '9.9', notApplicable: { method: 'move', to: 'A2' } }),
        smallItem('A2', { points: '5' }),
      ),
    ],
  },
  'doing-nothing-keeps-most': {
    shows: [rubric2018, units(41)],
    clean: [rubric2018, units(42)],
  },
  'cannot-lose-all': {
    shows: [rubric2018, units(83)],
    clean: [rubric2018, units(84)],
  },
  'lost-too-soon': {
    shows: [target({ shortfall: { every: 1, points: '1', most: null } }), units(100)],
    clean: [target({ shortfall: { every: 1, points: '1', most: null } }), units(99)],
  },
  'bonus-out-of-proportion': {
    shows: [rubric2018, units(99)],
    clean: [rubric2018, units(100)],
  },
  'nothing-done-scores': {
    shows: [items(smallItem('A1', { points: '1', rule: { kind: 'deductions' } }), smallItem('A2'))],
    clean: [rubric2018],
  },
  'effect-never-holds': {
    shows: [
      effects(
        effectOf(
          'never',
          [{ kind: 'fail' }],
          [
            { kind: 'score', of: 'A', is: 'below', points: '5' },
            { kind: 'score', of: 'A', is: 'at-least', points: '5' },
          ],
        ),
      ),
    ],
    clean: [
      effects(
        effectOf(
          'between',
          [{ kind: 'fail' }],
          [
            { kind: 'score', of: 'A', is: 'below', points: '5' },
            { kind: 'score', of: 'A', is: 'at-least', points: '4.9' },
          ],
        ),
      ),
    ],
  },
  'effect-never-changes': {
    shows: [effects(effectOf('one', [{ kind: 'veto' }]), effectOf('two', [{ kind: 'zero', of: ['A'] }]))],
    clean: [
      effects(
        effectOf('one', [{ kind: 'veto' }], [{ kind: 'incident', incident: 'leak', atLeast: 2 }]),
        effectOf('two', [{ kind: 'zero', of: ['A'] }]),
      ),
    ],
  },
  'effect-repeated': {
    shows: [
      effects(
        effectOf('one', [{ kind: 'fail' }]),
        effectOf('two', [{ kind: 'take', points: '1', each: false }]),
      ),
    ],
    clean: [rubric2018],
  },
  'effects-overlap': {
    shows: [rubric2018],
    clean: [of2018({ effects: scheme2018.effects.slice(0, 1) })],
  },
  'cap-idle': {
    shows: [effects(effectOf('one', [{ kind: 'cap', of: 'A', most: '20' }]))],
    clean: [effects(effectOf('one', [{ kind: 'cap', of: 'A', most: '19.9' }]))],
  },
  'zero-gives-back': {
    shows: [of2018({ effects: [effectOf('one', [{ kind: 'zero', of: ['C', 'D'] }])] })],
    clean: [rubric2018],
  },
  'take-counts-all': {
    shows: [
      effects(
        effectOf(
          'late',
          [{ kind: 'take', points: '1', each: true }],
          [{ kind: 'incident', incident: 'leak', atLeast: 2 }],
        ),
      ),
    ],
    clean: [libraryRubric('hundred-down')],
  },
  'line-too-early': {
    shows: [
      effects(lineOf('line', 'total', '12'), effectOf('taken', [{ kind: 'take', points: '5', each: false }])),
    ],
    clean: [
      effects(effectOf('taken', [{ kind: 'take', points: '5', each: false }]), lineOf('line', 'total', '12')),
    ],
  },
  'line-within-line': {
    shows: [effects(lineOf('low', 'total', '10'), lineOf('high', 'total', '12'))],
    clean: [effects(lineOf('low', 'A1', '5'), lineOf('high', 'total', '12'))],
  },
  'line-before-weight': {
    shows: [
      smallRubric(
        smallScheme([smallPart('A', [smallItem('A1')], { weight: '0.5' })], {
          effects: [lineOf('line', 'A', '6')],
        }),
      ),
    ],
    clean: [effects(lineOf('line', 'A', '6'))],
  },
  'lines-and-bands-differ': {
    shows: [
      smallRubric(
        smallScheme([smallPart('A', [smallItem('A1')])], {
          effects: [lineOf('line', 'total', '6')],
          bands: [band('good', '7'), band('poor', '0')],
        }),
      ),
    ],
    clean: [libraryRubric('hundred-down')],
  },
  'fixed-total-passes': {
    shows: [effects(effectOf('fixed', [{ kind: 'fix', points: '12' }]), lineOf('line', 'total', '12'))],
    clean: [effects(effectOf('fixed', [{ kind: 'fix', points: '11.9' }]), lineOf('line', 'total', '12'))],
  },
  'class-without-scheme': {
    shows: [libraryRubric('two-parts'), { units: [{ class: 'school', target: 1 }] }],
    clean: [libraryRubric('two-parts'), { units: [{ class: 'township', target: 1 }] }],
  },
  'class-without-units': {
    shows: [libraryRubric('two-parts'), { classes: ['department', 'park', 'township'] }],
    clean: [libraryRubric('two-parts'), { classes: ['department', 'park', 'township', 'community'] }],
  },
  'inputs-ignored': {
    shows: [rubric2018, year([{ items: { Z9: { evidence: 1 } } }])],
    clean: [rubric2018, year([{}])],
  },
  'city-factor-idle': {
    shows: [rubric2018, year([{}])],
    clean: [rubric2018, year([{}], { bodies: [civilAffairs] })],
  },
  'city-deductions-ignored': {
    shows: [{ ...rubric2018, cityDeductionFactor: null }, year([{}], { cityDeductions: [cityDeduction] })],
    clean: [rubric2018, year([{}], { cityDeductions: [cityDeduction] })],
  },
  'measure-missing': {
    shows: [rubric2018, year([{ measures: {} }])],
    clean: [rubric2018, year([{ measures: register(1) }, { measures: {} }])],
  },
  'column-missing': {
    shows: [target({ per: 'column', wanted: { policy: 1 } }), year([{}])],
    clean: [
      target({ per: 'column', wanted: { policy: 1 } }),
      year([
        {
          measures: {
            register: {
              ...register(1)['register']!,
              columns: { policy: { count: 0, months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] } },
            },
          },
        },
        {},
      ]),
    ],
  },
  'incident-unknown': {
    shows: [rubric2018, year([{ incidents: [{ ...leak, kind: 'fire' }] }])],
    clean: [rubric2018, year([{ incidents: [leak] }])],
  },
  'effect-never-acted': {
    shows: [effects(effectOf('one', [{ kind: 'fail' }])), judged('5')],
    clean: [effects(lineOf('line', 'total', '20')), judged('5')],
  },
  'effect-moved-nothing': {
    shows: [
      effects(effectOf('one', [{ kind: 'cap', of: 'total', most: '15' }])),
      year([{ incidents: [leak] }]),
    ],
    clean: [effects(effectOf('one', [{ kind: 'fail' }])), year([{ incidents: [leak] }])],
  },
  'limit-never-bound': {
    shows: [rubric2018, year([{}])],
    clean: [rubric2018, year([{ measures: register(641) }])],
  },
  'cause-never-found': {
    shows: [rubric2018, year([{}])],
    clean: [
      rubric2018,
      year([
        {
          items: {
            ...perfectItems(),
            C8: { evidence: 0, checks: { 'no-annual-report': true, 'catalogue-not-updated': true } },
          },
        },
      ]),
    ],
  },
  'level-never-given': {
    shows: [
      item2018('C2', { rule: { kind: 'graded', levels: [level('good', '2')] } }),
      year([{ items: {} }]),
    ],
    clean: [
      item2018('C2', { rule: { kind: 'graded', levels: [level('good', '2')] } }),
      year([
        {
          items: {
            C2: { evidence: 0, assessments: [{ assessor: 'a1', points: '2', level: 'good', reason: null }] },
          },
        },
      ]),
    ],
  },
  'never-left-out': {
    shows: [item2018('C2', { notApplicable: { method: 'spread', within: 'part' } }), year([{}])],
    clean: [
      item2018('C2', { notApplicable: { method: 'spread', within: 'part' } }),
      year([{ items: { C2: { evidence: 0, notApplicable: { reason: '没有' } } } }]),
    ],
  },
  'left-out-not-allowed': {
    shows: [rubric2018, year([{ items: { C2: { evidence: 0, notApplicable: { reason: '没有' } } } }])],
    clean: [rubric2018, year([{}])],
  },
  'item-separates-nobody': {
    shows: [effects(), judged('5', '5')],
    clean: [effects(), judged('5', '6')],
  },
  'item-nobody-lost': {
    shows: [effects(), judged('5', '6')],
    clean: [items(smallItem('A1')), judged('5', '10')],
  },
  'band-empty': {
    shows: [of2018({ bands: [band('good', '90'), band('poor', '0')] }), year([{}])],
    clean: [of2018({ bands: [band('all', '0')] }), year([{}])],
  },
};

const codesOf = ([rules, given]: Case) => lintRubric(rules, given).map((each) => each.code);
const found = (code: FindingCode, [rules, given]: Case): Finding[] =>
  lintRubric(rules, given).filter((each) => each.code === code);
const said = (code: FindingCode, ...of: Case) => found(code, of).map((each) => each.message.zh);

describe.each(findingCodes)('%s', (code) => {
  test('is told of a rubric that shows it', () => {
    expect(codesOf(cases[code].shows)).toContain(code);
  });

  test('is not told of one that is near to it', () => {
    expect(codesOf(cases[code].clean)).not.toContain(code);
  });
});

test('the list of codes has each once, and a case for each and no other', () => {
  expect(new Set(findingCodes).size).toBe(findingCodes.length);
  expect(Object.keys(cases)).toEqual([...findingCodes]);
});

/** Whatever is told must stand at a place that is there, and say something in both languages. */
function expectSound(rules: Rubric, findings: readonly Finding[]): void {
  for (const { path, message } of findings) {
    let value: unknown = rules;
    for (const key of path) value = Object.entries(value ?? {}).find(([each]) => each === String(key))?.[1];
    expect(value, path.join('.')).not.toBeUndefined();
    expect(message.zh).toMatch(/\p{Script=Han}.*[。]$/su);
    expect(message.en).toMatch(/^[A-Z“0-9].*\.$/s);
    // What stands in quotation marks is the rubric's own: a column may well be called “null”.
    const own = `${message.zh}${message.en}`.replace(/“.*?”/gs, '');
    expect(own).not.toMatch(/undefined|NaN|Infinity|\[object|null/);
  }
}

test('every remark stands at a place that is there, and is a sentence in both languages', () => {
  for (const { shows, clean } of Object.values(cases)) {
    for (const [rules, given] of [shows, clean]) expectSound(rules, lintRubric(rules, given));
  }
});

/** The same rubric with plain labels: a remark quotes them, whatever they say. */
function plainly(of: Rubric): Rubric {
  const named = (value: unknown) => typeof value === 'object' && value !== null && 'zh' in value;
  return rubric.parse(JSON.parse(JSON.stringify(of), (_, value: unknown) => (named(value) ? label : value)));
}

test('so it is for any rubric and any inputs', () => {
  fc.assert(
    fc.property(
      someRubric.map(plainly).chain((rules) => someInputsFor(rules).map((inputs) => ({ rules, inputs }))),
      ({ rules, inputs }) => {
        expectSound(rules, lintRubric(rules));
        expectSound(rules, lintRubric(rules, { inputs }));
      },
    ),
    { numRuns: 150, seed: 2018 },
  );
});

describe('targets', () => {
  test('the same target of several units is one remark that counts them', () => {
    expect(found('doing-nothing-keeps-most', [rubric2018, units(20, 300, 20)])).toMatchObject([
      { severity: 'warning', facts: { item: 'C1', target: 20, units: 2, kept: '19', full: '25' } },
    ]);
  });

  test('more than ten targets are not told one by one', () => {
    const many = units(...Array.from({ length: 30 }, (_, index) => index + 11), 30);
    expect(found('doing-nothing-keeps-most', [rubric2018, many])).toHaveLength(10);
    expect(said('cannot-lose-all', rubric2018, many)).toEqual([
      '还有目标 21 至 40 条的 21 个单位，一条不公开也扣不完 C1 的 25 分。',
    ]);
    expect(said('bonus-out-of-proportion', rubric2018, many)).toHaveLength(11);
  });

  test('without the year’s targets the remark says from which target on all can be lost', () => {
    // 25 ÷ 0.3 = 83.3…, and half of it after 12.5 ÷ 0.3 = 41.6…
    expect(said('cannot-lose-all', rubric2018)).toEqual([
      '目标不到 84 条的单位，一条不公开也扣不完 C1 的 25 分；不到 42 条的，还能留下一半以上。请对照各单位的目标看一看。',
    ]);
  });

  test('a limited shortfall never takes all, however large the target', () => {
    const limited = target({ shortfall: { every: 1, points: '1', most: '4' } });
    expect(said('cannot-lose-all', limited)).toEqual([
      '目标再大，一条不公开，A1 也有 6 分（满分 10 分），扣不完。',
    ]);
  });

  test('where evidence is required, doing nothing keeps nothing', () => {
    const strict = target({}, { evidence: 'required' });
    expect(codesOf([strict, units(1)])).not.toContain('doing-nothing-keeps-most');
  });

  test('a number that the rubric states is looked at without any units', () => {
    const monthly = target({ per: 'month', wanted: 1, shortfall: { every: 1, points: '0.2', most: null } });
    // 12 months short by one each: 10 − 12 × 0.2
    expect(said('doing-nothing-keeps-most', monthly)).toEqual([
      '单位全年一条不公开，A1 也有 7.6 分（满分 10 分）。可以考虑提高少了的扣分。',
    ]);
    const over = target({ wanted: 10, bonus: { every: 1, points: '0.1', most: '3' } });
    expect(said('bonus-out-of-proportion', over)).toEqual([
      '一共要 10 条，要超 30 条（目标的 3 倍）才能得到 A1 的全部加分 3 分。',
    ]);
  });

  test('another measure than the register is called by its name', () => {
    const briefings = target({ measure: 'briefing' });
    expect(said('doing-nothing-keeps-most', briefings, units(20))).toEqual([
      expect.stringContaining('目标 20 条的 1 个单位“briefing”一条没有，A1 也有 8 分'),
    ]);
  });

  test('a target that is lost with a few items short is told with how few', () => {
    const hard = target({ shortfall: { every: 1, points: '1', most: null } });
    expect(said('lost-too-soon', hard, units(50, 200, 240))).toEqual([
      '目标 240 条的单位只要少 10 条（4.2%），A1 的 10 分就全部扣完，再少也一样。这样的单位有 2 个。',
    ]);
  });

  test('more on top than the item itself has is out of proportion whatever the total', () => {
    const rules = target({ bonus: { every: 1, points: '1', most: '10.1' } });
    expect(found('bonus-large', [rules])).toMatchObject([{ facts: { item: 'A1', bonus: '10.1' } }]);
  });
});

describe('a unit that did nothing', () => {
  test('has what nobody looked for, and the fixed minus, as the engine counts them', () => {
    expect(said('nothing-done-scores', libraryRubric('hundred-down'))).toEqual([
      '一个单位要是什么都没做，也没有人去查，总分有 48 分（满分 100 分），评为不合格：A1 15 分、A2 -2 分、B2 20 分、C1 15 分。从满分往下扣的项目，没有人查就等于满分。',
    ]);
  });

  test('half of all points for nothing is a warning, and a failing unit is said to fail', () => {
    const rules = smallRubric(
      smallScheme([smallPart('A', [smallItem('A1', { rule: { kind: 'deductions' } }), smallItem('A2')])], {
        effects: [lineOf('line', 'total', '12')],
      }),
    );
    expect(found('nothing-done-scores', [rules])).toMatchObject([{ severity: 'warning' }]);
    expect(said('nothing-done-scores', rules)).toEqual([
      expect.stringContaining('总分有 10 分（满分 20 分），评为不合格：A1 10 分。'),
    ]);
  });

  test('what only a small target keeps is the target’s remark', () => {
    expect(codesOf([rubric2018, units(20)])).not.toContain('nothing-done-scores');
  });
});

describe('effects that never change anything', () => {
  const lower = effectOf(
    'low',
    [{ kind: 'fail' }],
    [{ kind: 'score', of: 'total', is: 'below', points: '5' }],
  );
  const higher = lineOf('high', 'total', '12');
  const measured = (code: string, below: number) =>
    effectOf(code, [{ kind: 'cap', of: 'A', most: '6' }], [{ kind: 'measure', measure: 'register', below }]);
  const idle = (...given: Scheme['effects']) =>
    found('effect-never-changes', [effects(...given)]).map((each) => each.path.slice(2).join('.'));

  test('a lower line behind a higher one, unless the total moves in between', () => {
    expect(idle(higher, lower)).toEqual(['effects.1']);
    expect(idle(higher, effectOf('taken', [{ kind: 'take', points: '5', each: false }]), lower)).toEqual([]);
    expect(idle(lower, higher)).toEqual([]);
  });

  test('a cap on a condition that is within an earlier one', () => {
    expect(idle(measured('wide', 30), measured('narrow', 20))).toEqual(['effects.1']);
    expect(idle(measured('narrow', 20), measured('wide', 30))).toEqual([]);
  });

  test('what stands behind a fixed total, also in the same effect; the rest of it still counts', () => {
    const fixed = effectOf('fixed', [
      { kind: 'fix', points: '5' },
      { kind: 'take', points: '1', each: false },
      { kind: 'fail' },
    ]);
    expect(idle(fixed)).toEqual(['effects.0.then.1']);
    const again = effectOf(
      'again',
      [{ kind: 'take', points: '1', each: false }],
      [{ kind: 'incident', incident: 'leak', atLeast: 3 }],
    );
    expect(idle(effectOf('fixed', [{ kind: 'fix', points: '5' }]), again)).toEqual(['effects.1']);
  });

  test('items of a part that is 0 already, but not a part of which only one item is', () => {
    const whole = effectOf('whole', [{ kind: 'zero', of: ['A'] }]);
    const single = effectOf('single', [{ kind: 'zero', of: ['A1'] }]);
    expect(idle(whole, single)).toEqual(['effects.1']);
    expect(idle(single, whole)).toEqual([]);
  });

  test('it is told once, not also as repeated or overlapping', () => {
    const whole = effectOf('whole', [{ kind: 'zero', of: ['A'] }]);
    const codes = codesOf([effects(whole, { ...whole, code: 'again' })]);
    expect(codes.filter((each) => each.startsWith('effect'))).toEqual(['effect-never-changes']);
  });

  test('the engine agrees: without the effect every unit has the same total', () => {
    const rules = effects(
      effectOf('one', [{ kind: 'veto' }]),
      effectOf('two', [{ kind: 'zero', of: ['A'] }]),
    );
    const without = effects(effectOf('one', [{ kind: 'veto' }]));
    for (const each of [[], [leak], [leak, leak]]) {
      const unit = perfectUnit({ incidents: each });
      const total = (of: Rubric) => score(of, inputsOf([unit])).units[0]!.total;
      expect(total(rules)).toBe(total(without));
    }
  });
});

describe('pass marks', () => {
  const child = (then: Scheme['effects'][number]['then']) =>
    effectOf('child', then, [{ kind: 'child-failed' }]);
  const early = (...given: Scheme['effects']) => said('line-too-early', effects(...given));
  const line = lineOf('line', 'total', '12');

  test('what waits for the units below comes after every line, wherever it stands', () => {
    expect(early(child([{ kind: 'take', points: '5', each: false }]), line)).toEqual([
      expect.stringContaining('它要等下属单位都评完才发生'),
    ]);
    // held to 12 or more, a unit that passed still passes
    expect(early(child([{ kind: 'cap', of: 'total', most: '12' }]), line)).toEqual([]);
    expect(early(child([{ kind: 'cap', of: 'total', most: '11' }]), line)).toHaveLength(1);
    // it says itself that the unit fails
    expect(early(child([{ kind: 'cap', of: 'total', most: '11' }, { kind: 'fail' }]), line)).toEqual([]);
  });

  test('a line on a part is early only for what touches the part', () => {
    const part = lineOf('line', 'A1', '5');
    expect(early(part, effectOf('other', [{ kind: 'zero', of: ['A2'] }]))).toEqual([]);
    expect(early(part, effectOf('own', [{ kind: 'zero', of: ['A'] }]))).toHaveLength(1);
    expect(early(part, effectOf('taken', [{ kind: 'take', points: '1', each: false }]))).toEqual([]);
  });

  test('bands tell on which side units stand between the line and the lowest band', () => {
    const withBands = (from: string) =>
      smallRubric(
        smallScheme([smallPart('A', [smallItem('A1')])], {
          effects: [lineOf('line', 'total', '6')],
          bands: [band('good', from), band('poor', '0')],
        }),
      );
    expect(said('lines-and-bands-differ', withBands('7'))).toEqual([
      expect.stringContaining('6 至 7 分之间的单位是合格的，等次却是'),
    ]);
    expect(said('lines-and-bands-differ', withBands('5'))).toEqual([
      expect.stringContaining('5 至 6 分之间的单位按分数是'),
    ]);
  });

  test('without a line, a fixed total passes that reaches a band above the lowest', () => {
    const fixedAt = (points: string) =>
      smallRubric(
        smallScheme([smallPart('A', [smallItem('A1')])], {
          effects: [effectOf('fixed', [{ kind: 'fix', points }])],
          bands: [band('good', '6'), band('poor', '0')],
        }),
      );
    expect(said('fixed-total-passes', fixedAt('6'))).toHaveLength(1);
    expect(said('fixed-total-passes', fixedAt('5.9'))).toEqual([]);
  });
});

describe('with inputs', () => {
  test('units of a class without rules are told and left aside', () => {
    const rules = libraryRubric('two-parts');
    const codes = codesOf([rules, year([{ class: 'school', items: {} }, { items: {} }])]);
    expect(codes).toContain('class-without-scheme');
    expect(codes).toContain('never-left-out');
  });

  test('every limit that held nobody is told where it stands', () => {
    const paths = found('limit-never-bound', [
      smallRubric(
        smallScheme(
          [
            smallPart('A', [smallItem('A1')]),
            smallPart('B', [smallItem('B1'), smallItem('B2')], { kind: 'bonus', most: '15' }),
          ],
          { limits: { least: '0', most: '20' } },
        ),
      ),
      judged('5'),
    ]).map((each) => each.path.slice(2).join('.'));
    expect(paths).toEqual(['limits.most', 'parts.1.most']);
  });
});
