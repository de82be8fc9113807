import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countRegister,
  judgeRegister,
  normalisedUrl,
} from '../../../../shared/domain/register/count-register.ts';
import { sampleCycle, sampleRow } from '../../../support/builders.ts';

const cycle = sampleCycle();

describe('what of a register counts toward the target', () => {
  test('an empty register counts nothing', () => {
    expect(countRegister([], cycle)).toMatchObject({ count: 0, registered: 0, months: Array(12).fill(0) });
  });

  test.each([
    ['published in the year, reviewed the same day', {}, null],
    [
      'reviewed before it was published',
      { secrecyReview: { reviewer: '甲', reviewedOn: '2018-03-01' } },
      null,
    ],
    [
      'reviewed a day after publication, because review comes first',
      { secrecyReview: { reviewer: '甲', reviewedOn: '2018-03-13' } },
      'reviewed-late',
    ],
    ['never reviewed', { secrecyReview: null }, 'not-reviewed'],
    ['published on the last day of the year', { publishedOn: '2018-12-31' }, null],
    ['published the day after the year', { publishedOn: '2019-01-01' }, 'outside-year'],
    ['published the day before the year', { publishedOn: '2017-12-31' }, 'outside-year'],
  ] as const)('%s', (_, entry, expected) => {
    expect(judgeRegister([sampleRow(1, entry)], cycle)[0]?.notCounted).toBe(expected);
  });

  test('a withdrawn row does not count and does not make its twin a duplicate', () => {
    const url = 'http://demo.example.cn/a';
    const rows = [sampleRow(1, { url }, { status: 'withdrawn' }), sampleRow(2, { url })];
    expect(judgeRegister(rows, cycle).map((each) => each.notCounted)).toEqual(['withdrawn', null]);
  });

  test('of rows with the same address the one published first counts, whatever order they are read in', () => {
    const early = sampleRow(9, {
      url: 'https://www.demo.example.cn/a/',
      publishedOn: '2018-03-01',
      secrecyReview: { reviewer: '甲', reviewedOn: '2018-03-01' },
    });
    const late = sampleRow(1, { url: 'http://demo.example.cn/a#top', publishedOn: '2018-03-12' });
    for (const rows of [
      [early, late],
      [late, early],
    ]) {
      const judged = judgeRegister(rows, cycle);
      expect(judged.map((each) => [each.row.id, each.notCounted])).toEqual([
        [early.id, null],
        [late.id, 'duplicate'],
      ]);
    }
  });

  test('the same title on the same day is a duplicate even at another address', () => {
    const rows = [sampleRow(1, { title: '招标 公告' }), sampleRow(2, { title: '招标公告' })];
    expect(judgeRegister(rows, cycle).map((each) => each.notCounted)).toEqual([null, 'duplicate']);
  });

  test('the same title on another day is another item: monthly figures share their titles', () => {
    const rows = [
      sampleRow(1, { title: '财政收支情况' }),
      sampleRow(2, { title: '财政收支情况', publishedOn: '2018-04-12', madeOn: '2018-04-12' }),
    ];
    expect(countRegister(rows, cycle).count).toBe(2);
  });

  test('each row has exactly one outcome, so the figures add up to the register', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const counted = countRegister(rows, cycle);
        const refused = Object.values(counted.notCounted).reduce((sum, each) => sum + each, 0);
        expect(counted.count + refused).toBe(rows.length);
        expect(counted.months.reduce((sum, each) => sum + each, 0)).toBe(counted.count);
      }),
    );
  });

  test('the order of rows never matters', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (rows, picks) => {
        const shuffled = [...rows];
        for (let place = shuffled.length - 1; place > 0; place -= 1) {
          const other = (picks.next().value ?? 0) % (place + 1);
          [shuffled[place], shuffled[other]] = [shuffled[other]!, shuffled[place]!];
        }
        expect(countRegister(shuffled, cycle)).toEqual(countRegister(rows, cycle));
      }),
    );
  });
});

describe('time limits, facts that move no points', () => {
  const late = (entry: Parameters<typeof sampleRow>[1]) =>
    judgeRegister([sampleRow(1, entry)], cycle)[0]?.late;

  test('a notice is late when it is published after the day it was made', () => {
    expect(late({ column: 'notices', madeOn: '2018-03-11', publishedOn: '2018-03-12' })).toBe(true);
    expect(late({ column: 'notices', madeOn: '2018-03-12', publishedOn: '2018-03-12' })).toBe(false);
  });

  test('a policy document is on time until the Sunday of the week it was made in', () => {
    expect(late({ column: 'policies', madeOn: '2018-03-12', publishedOn: '2018-03-18' })).toBe(false);
    expect(late({ column: 'policies', madeOn: '2018-03-12', publishedOn: '2018-03-19' })).toBe(true);
  });

  test('other columns have no limit for a single item', () => {
    expect(late({ column: 'plans', madeOn: '2018-01-01', publishedOn: '2018-12-30' })).toBe(false);
  });
});

test.each([
  ['http://www.Example.cn/a/b/', 'example.cn/a/b'],
  ['https://example.cn/a/b#c', 'example.cn/a/b'],
  ['http://example.cn/a?id=1', 'example.cn/a?id=1'],
  ['http://example.cn:8080/a', 'example.cn:8080/a'],
])('%s is the page %s', (url, expected) => expect(normalisedUrl(url)).toBe(expected));

const day = fc
  .integer({ min: 0, max: 400 })
  .map((days) => new Date(Date.UTC(2017, 11, 15) + days * 86_400_000).toISOString().slice(0, 10));
let next = 0;
const anyRow = fc
  .record({
    title: fc.integer({ min: 1, max: 8 }),
    url: fc.option(fc.integer({ min: 1, max: 8 })),
    publishedOn: day,
    reviewedOn: fc.option(day),
    withdrawn: fc.boolean(),
  })
  .map(({ title, url, publishedOn, reviewedOn, withdrawn }) =>
    sampleRow(
      (next += 1),
      {
        title: `信息${title}`,
        url: url === null ? null : `http://demo.example.cn/${url}`,
        publishedOn,
        secrecyReview: reviewedOn === null ? null : { reviewer: '甲', reviewedOn },
      },
      { status: withdrawn ? 'withdrawn' : 'current' },
    ),
  );
