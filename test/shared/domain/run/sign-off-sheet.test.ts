import { describe, expect, test } from 'vitest';
import { changesSince, signOffWarnings } from '../../../../shared/domain/run/sign-off-sheet.ts';
import type { Result, UnitResult } from '../../../../shared/domain/scoring/result.ts';
import { noon } from '../../../support/builders.ts';

const unit = (id: string, total: string, rank: number, over: Partial<UnitResult> = {}): UnitResult => ({
  unit: id,
  order: Number(id),
  name: `单位${id}`,
  class: 'department',
  scheme: 'all',
  target: 100,
  raw: total,
  total,
  parts: [],
  items: [],
  steps: [],
  effects: [],
  failed: null,
  rank,
  classRank: rank,
  band: null,
  ...over,
});
const resultOf = (units: readonly UnitResult[], over: Partial<Result> = {}): Result => ({
  format: 'biaochi-result/1',
  cycle: '2018',
  demonstration: true,
  frozenAt: noon,
  rubric: { id: '2018', version: 1, title: { zh: '细则', en: 'Rubric' } },
  schemes: [],
  units: [...units],
  classes: [],
  unscored: [],
  silentBodies: [],
  ...over,
});
const item = (code: string, noEvidence: boolean): UnitResult['items'][number] => ({
  code,
  part: 'A',
  label: { zh: code, en: code },
  rule: 'evidence',
  inputs: {},
  steps: [],
  points: '0',
  maximum: '5',
  bonus: '0',
  acted: [],
  reason: { zh: '无', en: 'none' },
  raise: null,
  noEvidence,
  maximumLoss: '5',
});
/** Ten units with 90, 89 … 81 points. */
const ten = Array.from({ length: 10 }, (_, index) =>
  unit(String(index + 1).padStart(3, '0'), String(90 - index), index + 1),
);
const kinds = (now: Result, before: Result | null = null) =>
  signOffWarnings(now, before).map(({ kind }) => kind);

describe('the difference from an earlier result', () => {
  test('is exact, with a minus for what was lost, and says who was not there', () => {
    const before = resultOf([unit('001', '80.1', 2), unit('002', '90.3', 1)]);
    const now = resultOf([unit('001', '80.3', 1), unit('002', '80.2', 2), unit('003', '70', 3)]);
    expect(
      changesSince(now, before).map(({ unit: id, gained, before: was }) => [id, gained, was?.rank]),
    ).toEqual([
      ['001', '0.2', 2],
      ['002', '-10.1', 1],
      ['003', null, undefined],
    ]);
  });

  test('across a reform: a part of a split unit beside the whole, a merged one beside each that it was', () => {
    const before = resultOf([unit('001', '80', 2), unit('002', '90', 1), unit('003', '70', 3)]);
    const now = resultOf([unit('004', '95', 1), unit('001', '85', 2), unit('005', '60', 3)]);
    const origins = new Map([
      ['004', ['002', '003']],
      ['001', ['001']],
      ['005', ['001']],
    ]);
    expect(
      changesSince(now, before, origins).map(({ unit: id, gained, merged }) => [
        id,
        gained,
        merged.map(({ unit: was, total }) => `${was} ${total}`),
      ]),
    ).toEqual([
      ['004', null, ['002 90', '003 70']],
      ['001', '5', []],
      ['005', '-20', []],
    ]);
  });

  test('from nothing is nothing, in a county’s first year', () => {
    expect(changesSince(resultOf(ten), null).every(({ gained }) => gained === null)).toBe(true);
  });
});

describe('before signing', () => {
  test('an ordinary result has nothing to warn of', () => {
    expect(kinds(resultOf(ten), resultOf(ten))).toEqual([]);
  });

  test('units at zero, and below it, are named', () => {
    expect(kinds(resultOf([...ten, unit('011', '0', 11), unit('012', '-0.5', 12)]))).toEqual([
      'unit-at-zero',
      'unit-at-zero',
    ]);
  });

  test('units of one rank are named together: a prize for a place may be for two', () => {
    expect(
      signOffWarnings(resultOf([unit('001', '90', 1), unit('002', '90', 1), unit('003', '80', 3)]), null),
    ).toEqual([{ kind: 'tie', rank: 1, units: ['单位001', '单位002'] }]);
  });

  test('silent bodies and items without evidence are named', () => {
    const silent = [
      { body: 'trade-union', name: '县总工会', item: 'D4', note: { zh: '未报送', en: 'silent' } },
    ];
    const now = resultOf([unit('001', '90', 1, { items: [item('A1', true), item('A2', false)] })], {
      silentBodies: silent,
    });
    expect(signOffWarnings(now, null)).toEqual([
      { kind: 'silent-body', body: 'trade-union', name: '县总工会' },
      { kind: 'no-evidence', unit: '001', name: '单位001', items: ['A1'] },
    ]);
  });

  test('a change of 15 points or of a fifth of the places is unusual; less is not', () => {
    const moved = (total: string, rank: number) =>
      kinds(
        resultOf(ten.map((each) => (each.unit === '005' ? { ...each, total, rank } : each))),
        resultOf(ten),
      ).filter((kind) => kind === 'swing');
    expect(moved('100.9', 5)).toEqual([]);
    expect(moved('101', 5)).toEqual(['swing']);
    expect(moved('71', 5)).toEqual(['swing']);
    expect(moved('86', 6)).toEqual([]);
    expect(moved('86', 7)).toEqual(['swing']);
    expect(moved('86', 3)).toEqual(['swing']);
  });
});
