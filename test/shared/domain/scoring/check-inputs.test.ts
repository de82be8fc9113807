import { describe, expect, test } from 'vitest';
import { checkFacts, checkInputs } from '../../../../shared/domain/scoring/check-inputs.ts';
import type { Inputs, ItemInputs, UnitInputs } from '../../../../shared/domain/scoring/inputs.ts';
import { inputsOf, libraryRubric, perfectUnit, rubric2018 } from '../../../support/scoring.ts';

const pathsOf = (year: Inputs, rules = rubric2018) =>
  checkInputs(rules, year).map((each) => each.path.join('.'));
const unit = (id: string, over: Partial<UnitInputs> = {}) =>
  perfectUnit({ unit: id, order: Number(id), ...over });
const withItem = (code: string, given: Partial<ItemInputs>) =>
  inputsOf([unit('001', { items: { [code]: { evidence: 1, ...given } } })]);
const given = (points: string, level?: string) => ({
  assessor: 'a1',
  points,
  reason: null,
  ...(level === undefined ? {} : { level }),
});

test('inputs that fit have no fault', () => {
  expect(pathsOf(inputsOf([unit('001'), unit('002', { parent: '001' })]))).toEqual([]);
});

describe('what a score would pass over in silence is named', () => {
  test.each<[string, Inputs, string]>([
    ['inputs of another version', inputsOf([], { rubric: { id: '2018', version: 2 } }), 'rubric'],
    ['inputs of another rubric', inputsOf([], { rubric: { id: '2019', version: 1 } }), 'rubric'],
    ['a unit that is there twice', inputsOf([unit('001'), unit('001')]), 'units.1.unit'],
    ['a parent that is not there', inputsOf([unit('001', { parent: '009' })]), 'units.0.parent'],
    [
      'parents in a circle',
      inputsOf([unit('001', { parent: '002' }), unit('002', { parent: '001' })]),
      'units.0.parent',
    ],
    ['an item that the rubric does not have', withItem('Z9', {}), 'units.0.items.Z9'],
    [
      'a cause that the item does not list',
      withItem('C8', { checks: { other: true } }),
      'units.0.items.C8.checks.other',
    ],
    [
      'an item left out that applies to everybody',
      withItem('C2', { notApplicable: { reason: '没有' } }),
      'units.0.items.C2.notApplicable',
    ],
    [
      'deductions where none are taken',
      withItem('C2', { deductions: [{ points: '1', fact: '事', document: null, date: '2018-01-01' }] }),
      'units.0.items.C2.deductions',
    ],
    [
      'points where nobody gives any',
      withItem('C1', { assessments: [given('1')] }),
      'units.0.items.C1.assessments',
    ],
    [
      'points above the item’s',
      withItem('C2', { assessments: [given('2.1')] }),
      'units.0.items.C2.assessments.0.points',
    ],
    [
      'a level where there are none',
      withItem('C2', { assessments: [given('2', 'good')] }),
      'units.0.items.C2.assessments.0.level',
    ],
    [
      'scores from elsewhere where there are none',
      withItem('C2', { imported: [{ period: '一季度', points: '1' }] }),
      'units.0.items.C2.imported.0',
    ],
  ])('%s', (_, year, path) => {
    expect(pathsOf(year)).toEqual(
      path === 'units.0.parent' && year.units.length === 2 ? [path, 'units.1.parent'] : [path],
    );
  });

  test('a class without rules', () => {
    const rules = libraryRubric('two-parts');
    const year = inputsOf([unit('001', { class: 'school', items: {} })], {
      rubric: { id: 'two-parts', version: 1 },
    });
    expect(pathsOf(year, rules)).toEqual(['units.0.class']);
  });

  test('a period twice', () => {
    const rules = libraryRubric('two-parts');
    const imported = [
      { period: '一季度', points: '1' },
      { period: '一季度', points: '2' },
    ];
    const year = inputsOf([unit('001', { items: { A3: { evidence: 0, imported } } })]);
    expect(checkFacts(rules, year).map((each) => each.path.join('.'))).toEqual([
      'units.0.items.A3.imported.1',
    ]);
  });
});
