import { describe, expect, test } from 'vitest';
import type { Rubric } from '../../../../shared/domain/rubric/rubric.ts';
import {
  checkFacts,
  checkInputs,
  inputsFaultCodes,
  type InputsFaultCode,
} from '../../../../shared/domain/scoring/check-inputs.ts';
import type { Inputs, ItemInputs, UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { inputsOf, libraryRubric, perfectUnit, register, rubric2018 } from '../../../support/scoring.ts';

const unit = (id: string, over: Partial<UnitInputs> = {}) =>
  perfectUnit({ unit: id, order: Number(id), ...over });
/** A year of one unit with this for one item of the rubric. */
const item = (code: string, given: Partial<ItemInputs>) =>
  inputsOf([unit('001', { items: { [code]: { evidence: 1, ...given } } })]);
const twoParts = libraryRubric('two-parts');
const ofTwoParts = (code: string, given: Partial<ItemInputs>): readonly [Inputs, Rubric] => [
  { ...item(code, given), rubric: { id: 'two-parts', version: 1 } },
  twoParts,
];
const given = (points: string, level?: string, assessor = 'a1') => ({
  assessor,
  points,
  reason: null,
  ...(level === undefined ? {} : { level }),
});
const body = (unitId: string | null): Inputs['bodies'][number] => ({
  id: 'civil-affairs',
  name: '民政局',
  unit: unitId,
  item: 'D3',
  handIn: { state: 'handed-in', at: null, note: null },
});
const listed: Inputs['cityDeductions'][number] = {
  id: '1',
  body: 'civil-affairs',
  item: 'D3',
  points: '1.5',
  document: '市文',
  fact: '未更新',
  decidedOn: '2018-11-30',
};
const atUnit = { body: 'civil-affairs', item: 'D3', points: '1.5', document: '市文' };
const incident = { kind: 'leak', decidedOn: '2018-01-01', document: '文', reason: '由' };
const deduction = { points: '1', fact: '事', document: null, date: '2018-01-01' };

type Case = readonly [inputs: Inputs, rubric?: Rubric];

/** For each code inputs with that one fault, its path, and inputs as near to them as can be without it. */
const cases: Readonly<Record<InputsFaultCode, Readonly<{ wrong: Case; path: string; right: Case }>>> = {
  'other-rubric': {
    wrong: [inputsOf([], { rubric: { id: '2018', version: 2 } })],
    path: 'rubric',
    right: [inputsOf([], { rubric: { id: '2018', version: 1 } })],
  },
  'unit-repeated': {
    wrong: [inputsOf([unit('001'), unit('001', { order: 2 })])],
    path: 'units.1.unit',
    right: [inputsOf([unit('001'), unit('002')])],
  },
  'order-repeated': {
    wrong: [inputsOf([unit('001'), unit('002', { order: 1 })])],
    path: 'units.1.order',
    right: [inputsOf([unit('001', { order: 2 }), unit('002', { order: 1 })])],
  },
  'parent-unknown': {
    wrong: [inputsOf([unit('001', { parent: '009' })])],
    path: 'units.0.parent',
    right: [inputsOf([unit('001', { parent: '009' }), unit('009')])],
  },
  'parents-in-circle': {
    wrong: [inputsOf([unit('001', { parent: '001' })])],
    path: 'units.0.parent',
    right: [inputsOf([unit('001', { parent: '002' }), unit('002', { parent: '003' }), unit('003')])],
  },
  'class-without-scheme': {
    wrong: [
      inputsOf([unit('001', { class: 'school', items: {} })], { rubric: { id: 'two-parts', version: 1 } }),
      twoParts,
    ],
    path: 'units.0.class',
    right: [
      inputsOf([unit('001', { class: 'township', items: {} })], { rubric: { id: 'two-parts', version: 1 } }),
      twoParts,
    ],
  },
  'body-repeated': {
    wrong: [inputsOf([], { bodies: [body(null), body(null)] })],
    path: 'bodies.1',
    right: [inputsOf([], { bodies: [body(null), { ...body(null), id: 'trade-union' }] })],
  },
  'body-unit-unknown': {
    wrong: [inputsOf([unit('001')], { bodies: [body('002')] })],
    path: 'bodies.0',
    right: [inputsOf([unit('001')], { bodies: [body('001')] })],
  },
  'city-body-unknown': {
    wrong: [inputsOf([], { cityDeductions: [listed] })],
    path: 'cityDeductions.0.body',
    // The body is no unit: what the city took is printed and scores nobody.
    right: [inputsOf([], { cityDeductions: [listed], bodies: [body(null)] })],
  },
  'city-deduction-one-sided': {
    wrong: [inputsOf([unit('001')], { cityDeductions: [listed], bodies: [body('001')] })],
    path: 'cityDeductions.0',
    right: [
      inputsOf([unit('001', { cityDeductions: [atUnit] })], {
        cityDeductions: [listed],
        bodies: [body('001')],
      }),
    ],
  },
  'measure-adds-up-wrong': {
    wrong: [inputsOf([unit('001', { measures: { register: { ...register(5)['register']!, count: 6 } } })])],
    path: 'units.0.measures.register.months',
    right: [inputsOf([unit('001', { measures: register(6) })])],
  },
  'incident-unknown': {
    wrong: [inputsOf([unit('001', { incidents: [{ ...incident, kind: 'fire' }] })])],
    path: 'units.0.incidents.0.kind',
    right: [inputsOf([unit('001', { incidents: [incident] })])],
  },
  'item-unknown': { wrong: [item('Z9', {})], path: 'units.0.items.Z9', right: [item('C9', {})] },
  'cause-unknown': {
    wrong: [item('C8', { checks: { other: false } })],
    path: 'units.0.items.C8.checks.other',
    right: [item('C8', { checks: { 'no-annual-report': true } })],
  },
  'cause-counted-once': {
    wrong: [item('C8', { checks: { 'no-annual-report': 2 } })],
    path: 'units.0.items.C8.checks.no-annual-report',
    right: [item('C8', { checks: { 'no-annual-report': 1 } })],
  },
  'nobody-gives-points': {
    wrong: [item('C1', { assessments: [given('1')] })],
    path: 'units.0.items.C1.assessments',
    right: [item('C1', { assessments: [] })],
  },
  'assessor-repeated': {
    wrong: [item('C2', { assessments: [given('1'), given('2')] })],
    path: 'units.0.items.C2.assessments.1.assessor',
    right: [item('C2', { assessments: [given('1'), given('2', undefined, 'a2')] })],
  },
  'level-unknown': {
    wrong: [item('C2', { assessments: [given('2', 'good')] })],
    path: 'units.0.items.C2.assessments.0.level',
    right: ofTwoParts('B1', { assessments: [given('60', 'good')] }),
  },
  'level-missing': {
    wrong: ofTwoParts('B1', { assessments: [given('60')] }),
    path: 'units.0.items.B1.assessments.0',
    // The points beside a level are not used: the rubric's hold, whatever they were when it was given.
    right: ofTwoParts('B1', { assessments: [given('99', 'good')] }),
  },
  'points-above-item': {
    wrong: [item('C2', { assessments: [given('2.1')] })],
    path: 'units.0.items.C2.assessments.0.points',
    right: [item('C2', { assessments: [given('2')] })],
  },
  'applies-to-everybody': {
    wrong: [item('C2', { notApplicable: { reason: '没有' } })],
    path: 'units.0.items.C2.notApplicable',
    right: ofTwoParts('A2', { notApplicable: { reason: '没有' } }),
  },
  'no-deductions-taken': {
    wrong: [item('C2', { deductions: [deduction] })],
    path: 'units.0.items.C2.deductions',
    right: [item('D1', { deductions: [deduction, deduction] })],
  },
  'period-unknown': {
    wrong: [item('C2', { imported: [{ period: '一季度', points: '1' }] })],
    path: 'units.0.items.C2.imported.0',
    right: ofTwoParts('A3', { imported: [{ period: '一季度', points: '1' }] }),
  },
  'period-repeated': {
    wrong: ofTwoParts('A3', {
      imported: [
        { period: '一季度', points: '1' },
        { period: '一季度', points: '2' },
      ],
    }),
    path: 'units.0.items.A3.imported.1',
    right: ofTwoParts('A3', {
      imported: [
        { period: '一季度', points: '1' },
        { period: '二季度', points: '2' },
      ],
    }),
  },
  'imported-above-full': {
    wrong: ofTwoParts('A3', { imported: [{ period: '一季度', points: '100.1' }] }),
    path: 'units.0.items.A3.imported.0.points',
    right: ofTwoParts('A3', { imported: [{ period: '一季度', points: '100' }] }),
  },
  'decided-out-of-range': {
    // C1 gives 25, and 4 on top at most.
    wrong: [item('C1', { decided: { points: '29.1', reason: '复核' } })],
    path: 'units.0.items.C1.decided.points',
    right: [item('C1', { decided: { points: '29', reason: '复核' } })],
  },
  'decided-not-applicable': {
    wrong: ofTwoParts('A2', { notApplicable: { reason: '没有' }, decided: { points: '1', reason: '复核' } }),
    path: 'units.0.items.A2.decided',
    right: ofTwoParts('A2', { decided: { points: '1', reason: '复核' } }),
  },
};

const check = ([inputs, rules = rubric2018]: Case) =>
  checkInputs(rules, inputs).map(({ code, path }) => `${code} ${path.join('.')}`);

test('the list of codes has each once, and a case for each and no other', () => {
  expect(new Set(inputsFaultCodes).size).toBe(inputsFaultCodes.length);
  expect(Object.keys(cases)).toEqual([...inputsFaultCodes]);
});

describe.each(inputsFaultCodes)('%s', (code) => {
  const { wrong, path, right } = cases[code];
  test('is the one fault of inputs that have it, at its place', () => {
    expect(check(wrong)).toEqual([`${code} ${path}`]);
  });

  test('is none of inputs that are near to it', () => {
    expect(check(right)).toEqual([]);
  });
});

test('every fault is said in both languages', () => {
  for (const { wrong } of Object.values(cases)) {
    for (const { message } of checkInputs(wrong[1] ?? rubric2018, wrong[0])) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(`${message.zh}${message.en}`).not.toMatch(/undefined|NaN|null|\[object/);
    }
  }
});

test('a new rubric on an old year: the rubric that the inputs were frozen for is no fault', () => {
  expect(checkFacts(rubric2018, inputsOf([], { rubric: { id: '2017', version: 3 } }))).toEqual([]);
});

test('every unit in a circle of parents is named', () => {
  const year = inputsOf([unit('001', { parent: '002' }), unit('002', { parent: '001' }), unit('003')]);
  expect(check([year])).toEqual(['parents-in-circle units.0.parent', 'parents-in-circle units.1.parent']);
});

describe('city deductions stand on both sides, one to one', () => {
  const bodies = [body('001')];
  test('a line at a unit that the year does not list, or of another unit’s body', () => {
    const alone = inputsOf([unit('001', { cityDeductions: [atUnit] })], { bodies });
    expect(check([alone])).toEqual(['city-deduction-one-sided units.0.cityDeductions.0']);
    const other = inputsOf([unit('001'), unit('002', { cityDeductions: [atUnit] })], {
      bodies,
      cityDeductions: [listed],
    });
    expect(check([other])).toEqual([
      'city-deduction-one-sided cityDeductions.0',
      'city-deduction-one-sided units.1.cityDeductions.0',
    ]);
  });

  test('two equal lines need two at the unit', () => {
    const twice = inputsOf([unit('001', { cityDeductions: [atUnit] })], {
      bodies,
      cityDeductions: [listed, { ...listed, id: '2' }],
    });
    expect(check([twice])).toEqual(['city-deduction-one-sided cityDeductions.1']);
  });
});

test('the months of a column are held against its count too', () => {
  const months = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const measure = { ...register(5)['register']!, columns: { policy: { count: 2, months } } };
  expect(check([inputsOf([unit('001', { measures: { register: measure } })])])).toEqual([
    'measure-adds-up-wrong units.0.measures.register.columns.policy.months',
  ]);
});
