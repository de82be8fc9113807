import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../../../shared/domain/rubric/figures.ts';

describe('figures are those of a spreadsheet: MEDIAN, QUARTILE.INC, AVERAGE, STDEV.P', () => {
  test.each([
    // 1, 2, 3, 4: quartiles a quarter and three quarters of the way between neighbours; √1.25 = 1.118…
    [['4', '1', '3', '2'], { lowerQuartile: '1.75', median: '2.5', upperQuartile: '3.25', mean: '2.5' }],
    [['4', '1', '3', '2'], { lowest: '1', highest: '4', standardDeviation: '1.12' }],
    // The textbook's 2, 4, 4, 4, 5, 5, 7, 9: mean 5, deviation 2
    [['2', '4', '4', '4', '5', '5', '7', '9'], { mean: '5', standardDeviation: '2', median: '4.5' }],
    // Below 0 where a rubric lets totals be: −1.5 and 2.5 lie 2 from their mean
    [['-1.5', '2.5'], { lowest: '-1.5', mean: '0.5', standardDeviation: '2', lowerQuartile: '-0.5' }],
    // The deviation of 0 and 0.01 is 0.005: a half goes up
    [['0', '0.01'], { standardDeviation: '0.01', mean: '0.01' }],
    [['0', '0.009999'], { standardDeviation: '0', mean: '0' }],
    [['97.6'], { lowest: '97.6', upperQuartile: '97.6', mean: '97.6', standardDeviation: '0' }],
    [['100', '96', '97'], { mean: '97.67' }],
  ])('%j', (totals, wanted) => {
    expect(figuresOf(totals)).toMatchObject(wanted);
  });

  test('of nobody there are none', () => {
    expect(figuresOf([])).toBeNull();
  });

  test('whatever the totals, they stand in their order and the deviation is that of plain arithmetic', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5_000, max: 12_000 }), { minLength: 1, maxLength: 60 }),
        (cents) => {
          const totals = cents.map((each) => String(each / 100));
          const figures = figuresOf(totals)!;
          const { lowest, lowerQuartile, median, upperQuartile, highest } = figures;
          const order = [lowest, lowerQuartile, median, upperQuartile, highest].map(Number);
          // Cut to two places, a quartile may be half a hundredth above the highest or below the lowest.
          order.forEach((each, at) => expect(each).toBeGreaterThanOrEqual((order[at - 1] ?? each) - 0.005));
          const mean = cents.reduce((all, each) => all + each, 0) / cents.length / 100;
          const squares = cents.map((each) => (each / 100 - mean) ** 2);
          const deviation = Math.sqrt(squares.reduce((all, each) => all + each, 0) / cents.length);
          expect(Math.abs(Number(figures.standardDeviation) - deviation)).toBeLessThan(0.00501);
        },
      ),
      { seed: 2018, numRuns: 500 },
    );
  });
});
