import { expect, test } from 'vitest';
import { judgeRegister } from '../../../../shared/domain/register/count-register.ts';
import { registerStanding } from '../../../../shared/domain/register/register-standing.ts';
import { sampleCycle, sampleRow } from '../../../support/builders.ts';

const cycle = sampleCycle();
const on = (day: string) => ({
  madeOn: day,
  publishedOn: day,
  secrecyReview: { reviewer: '甲', reviewedOn: day },
});
const rows = [
  sampleRow(1, { column: 'notices', ...on('2018-01-05') }),
  sampleRow(2, { column: 'notices', ...on('2018-01-09'), madeOn: '2018-01-08' }),
  sampleRow(3, { column: 'policies', ...on('2018-02-11'), madeOn: '2018-02-05' }),
  sampleRow(4, { column: 'plans', ...on('2018-01-20') }),
  sampleRow(5, { column: 'plans', ...on('2018-03-02') }),
  sampleRow(6, { column: 'plans', ...on('2018-03-02'), secrecyReview: null }),
];
const halfPoints = (count: number) => String(count / 2);
const standing = (asOf: string) => registerStanding(rows, cycle, 12, asOf, halfPoints);

test('each column says its limit kept and broken: items for a limit in days, whole months for the monthly one', () => {
  const columns = new Map(standing('2018-03-15').columns.map((column) => [column.id, column]));
  expect(columns.get('notices')?.limit).toEqual({ kept: 1, broken: 1 });
  // The Sunday of the week it was made in is still on time.
  expect(columns.get('policies')?.limit).toEqual({ kept: 1, broken: 0 });
  // January had an item, February had none; March is not over.
  expect(columns.get('plans')?.limit).toEqual({ kept: 1, broken: 1 });
});

test('a column is blank this month until something that counts is published in it', () => {
  const blank = standing('2018-03-15').columns.filter((column) => column.blankThisMonth);
  expect(blank.map((column) => column.id)).toEqual(['notices', 'policies']);
});

test('months that have passed without an item are named; the month under way and those to come are not', () => {
  const months = standing('2018-03-15').columns.map((column) => [column.id, column.blankMonths]);
  expect(months).toEqual([
    ['notices', [2]],
    ['policies', [1]],
    ['plans', [2]],
  ]);
});

test('before the year nothing is blank, after it every month without an item is', () => {
  expect(standing('2017-12-31').columns.map((column) => column.blankMonths)).toEqual([[], [], []]);
  const [notices] = standing('2019-01-10').columns;
  expect(notices?.blankMonths).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(notices?.blankThisMonth).toBe(false);
});

test('points are asked of the engine for the count now, the pace’s count and the target', () => {
  const { points, pace } = standing('2018-07-02');
  expect(pace).toMatchObject({ count: 5, atPace: 9 });
  expect(points).toEqual({ now: '2.5', atPace: '4.5', atTarget: '6' });
});

test('where the rubric counts the register for no item there are no points, and everything else stands', () => {
  expect(registerStanding(rows, cycle, 12, '2018-07-02', null)).toMatchObject({
    points: null,
    pace: { count: 5 },
  });
});

test('a duplicate points at the row that counts, and a copy of a copy at the same one', () => {
  const first = sampleRow(7, { url: 'http://a.cn/1', title: '甲', ...on('2018-04-01') });
  const copy = sampleRow(8, { url: 'http://a.cn/1', title: '乙', ...on('2018-04-02') });
  const copyOfCopy = sampleRow(9, { url: 'http://a.cn/2', title: '乙', ...on('2018-04-02') });
  expect(judgeRegister([copyOfCopy, copy, first], cycle).map((each) => each.duplicateOf)).toEqual([
    null,
    first.id,
    first.id,
  ]);
});
