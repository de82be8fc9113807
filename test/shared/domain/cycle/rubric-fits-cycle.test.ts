import { describe, expect, test } from 'vitest';
import { rubricMisfits, type CycleParts } from '../../../../shared/domain/cycle/rubric-fits-cycle.ts';
import type { Item, Rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { rubric2018, scheme2018 } from '../../../support/scoring.ts';

const bodies: CycleParts['bodies'] = [
  { id: 'internal-affairs', name: '县政府办', item: 'D1', gives: 'deductions' },
  { id: 'service-centre', name: '县政务服务中心', item: 'D2', gives: 'deductions' },
  { id: 'civil-affairs', name: '县民政局', item: 'D3', gives: 'deductions' },
  { id: 'trade-union', name: '县总工会', item: 'D4', gives: 'deductions' },
  { id: 'portal-office', name: '县外网办', item: 'B1', gives: 'points' },
];
const year: CycleParts = { units: [{ class: 'department' }, { class: 'township' }], bodies };
const withItems = (change: (item: Item) => Item): Rubric => ({
  ...rubric2018,
  schemes: [
    {
      ...scheme2018,
      parts: scheme2018.parts.map((part) => ({ ...part, items: part.items.map(change) })),
    },
  ],
});
const inItem = (code: string, change: Partial<Item>) =>
  withItems((item) => (item.code === code ? { ...item, ...change } : item));
const zh = (rubric: Rubric, of = year) => rubricMisfits(rubric, of).map((each) => each.zh);

describe('a rubric fits a year', () => {
  test('when every class has rules and every body its item: the rules of 2018 and the year 2018 do', () => {
    expect(zh(rubric2018)).toEqual([]);
  });

  test('not when a class of unit has no rules', () => {
    const offices: Rubric = { ...rubric2018, schemes: [{ ...scheme2018, classes: ['department'] }] };
    expect(zh(offices)).toEqual(['没有一套规则用于类别“township”']);
    expect(zh(offices, { units: [{ class: 'department' }], bodies })).toEqual([]);
  });

  test.each<[string, Partial<Item>]>([
    ['is another’s', { assessor: 'county-office' }],
    ['is of a kind that the body does not give', { rule: { kind: 'graded', levels: [] } }],
  ])('not when a lead body’s item %s', (_, change) => {
    expect(zh(inItem('D3', change))).toEqual([
      '县民政局负责的 D3 不在细则里，或者不归它评，或者不是逐笔扣分的项目',
    ]);
  });

  test('not when a lead body’s item is not there', () => {
    expect(zh(inItem('B1', { code: 'B9', assessor: 'county-office' }))).toEqual([
      '县外网办负责的 B1 不在细则里，或者不归它评，或者不是评分的项目',
    ]);
  });

  test('not when an item is for a body that the year does not know, or knows for another item', () => {
    expect(zh(inItem('C3', { assessor: 'archive' }))).toEqual(['C3 的评分部门“archive”不是本年度的牵头部门']);
    expect(zh(inItem('C3', { assessor: 'civil-affairs' }))).toEqual([
      '细则让县民政局评 C3，但它本年度负责的是 D3',
    ]);
  });

  test('a stranger who stands in several schemes is named once', () => {
    const changed = inItem('C3', { assessor: 'archive' }).schemes[0]!;
    const twice: Rubric = {
      ...rubric2018,
      schemes: [
        { ...changed, id: 'one', classes: ['department'] },
        { ...changed, id: 'two', classes: ['township'] },
      ],
    };
    expect(zh(twice)).toHaveLength(1);
  });
});
