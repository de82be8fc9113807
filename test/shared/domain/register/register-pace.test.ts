import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerPace } from '../../../../shared/domain/register/register-pace.ts';

const spread = (...months: number[]) => ({
  count: months.reduce((sum, each) => sum + each, 0),
  months: [...months, ...Array.from({ length: 12 - months.length }, () => 0)],
});

describe('the pace by the end of the year', () => {
  test.each([
    ['a tenth of the year with 20 items makes 200 less what does not come whole', '2018-02-06', 20, 197],
    ['on 30 June 181 of 365 days are gone', '2018-06-30', 100, 201],
    ['on 1 January one day is gone, so one item is 365', '2018-01-01', 1, 365],
    ['nothing so far stays nothing', '2018-09-01', 0, 0],
    ['on the last day it is the count itself', '2018-12-31', 73, 73],
    ['after the year it is the count itself', '2019-03-01', 73, 73],
  ])('%s', (_, asOf, count, expected) => {
    expect(registerPace({ count, months: [] }, '2018', 200, asOf).atPace).toBe(expected);
  });

  test('before the year there is none: nothing can be said yet', () => {
    expect(registerPace(spread(), '2018', 200, '2017-12-31')).toMatchObject({
      atPace: null,
      month: null,
      missing: 200,
    });
  });

  test('a leap year has 366 days', () => {
    expect(registerPace({ count: 1, months: [] }, '2020', 10, '2020-01-01').atPace).toBe(366);
  });
});

describe('what this month lacks', () => {
  const month = (target: number, asOf: string, ...months: number[]) =>
    registerPace(spread(...months), '2018', target, asOf).month;

  test('is the even share of what the year needs: 240 in January is 20', () => {
    expect(month(240, '2018-01-15', 12)).toEqual({ month: 1, count: 12, wanted: 20, missing: 8 });
  });

  test('spreads what was missed over the months that are left', () => {
    // 240 less 10 leaves 230 for the ten months from March: 23 each.
    expect(month(240, '2018-03-31', 5, 5, 3)).toEqual({ month: 3, count: 3, wanted: 23, missing: 20 });
  });

  test('is all the rest in December', () => {
    expect(month(10, '2018-12-01', 1, 1)).toEqual({ month: 12, count: 0, wanted: 8, missing: 8 });
  });

  test('is nothing once the target is reached, whatever the month has', () => {
    expect(month(10, '2018-05-01', 4, 6)).toMatchObject({ wanted: 0, missing: 0 });
  });

  test('counts rows dated in later months as done: they are registered', () => {
    expect(month(12, '2018-01-10', 0, 0, 12)).toMatchObject({ wanted: 0, missing: 0 });
  });

  test('outside the year there is no month', () => {
    expect(month(10, '2019-01-01', 1)).toBeNull();
  });
});

test('whoever publishes each month’s share reaches the target in December, from any month on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 11 }),
      (target, before) => {
        const months = [...before];
        for (let month = before.length + 1; month <= 12; month += 1) {
          const asOf = `2018-${String(month).padStart(2, '0')}-01`;
          const share = registerPace(spread(...months), '2018', target, asOf).month!;
          expect(share.missing).toBe(share.wanted);
          months.push(share.missing);
        }
        const total = months.reduce((sum, each) => sum + each, 0);
        const had = before.reduce((sum, each) => sum + each, 0);
        expect(total).toBe(Math.max(target, had));
      },
    ),
    { seed: 2018 },
  );
});
