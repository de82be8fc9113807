import { describe, expect, it } from 'vitest';
import {
  showChange,
  showCount,
  showDay,
  showPoints,
  showSize,
  showTaken,
} from '../../../shared/report/show.ts';

describe('figures and dates', () => {
  it('writes days as Chinese documents do, without leading zeros', () => {
    expect(showDay('2018-12-31')).toBe('2018年12月31日');
    expect(showDay('2019-01-05')).toBe('2019年1月5日');
  });

  it('groups whole numbers by three', () => {
    expect([0, 999, 1000, 12_360, 1_234_567, -1234].map(showCount)).toEqual([
      '0',
      '999',
      '1,000',
      '12,360',
      '1,234,567',
      '−1,234',
    ]);
  });

  it('shows points as the result states them: no digit added, none lost', () => {
    expect(['0', '87.6', '-0.3', '100'].map(showPoints)).toEqual(['0', '87.6', '−0.3', '100']);
    expect(['0', '2.4', '-0.3'].map(showChange)).toEqual(['0', '+2.4', '−0.3']);
    expect(['0', '0.5'].map(showTaken)).toEqual(['0', '−0.5']);
  });

  it('says the size of a file in the unit a reader thinks in', () => {
    expect([0, 999, 1000, 14_321, 999_499, 999_500, 1_340_000].map(showSize)).toEqual([
      '0 B',
      '999 B',
      '1 KB',
      '14 KB',
      '999 KB',
      '1.0 MB',
      '1.3 MB',
    ]);
  });
});
