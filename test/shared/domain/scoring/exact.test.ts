import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compareExact,
  divide,
  multiply,
  negate,
  parseExact,
  ratio,
  rounded,
  subtract,
  sum,
  times,
  toPoints,
  whole,
} from '../../../../shared/domain/scoring/exact.ts';

const decimal = fc
  .tuple(fc.boolean(), fc.nat(99_999), fc.nat(999_999))
  .map(([below, before, after]) => `${below ? '-' : ''}${before}.${String(after).padStart(6, '0')}`);
const exact = decimal.map(parseExact);
/** Values that decimals cannot hold are among these. */
const share = fc.tuple(exact, fc.integer({ min: 1, max: 97 })).map(([value, by]) => divide(value, by));
const runs = { seed: 2018, numRuns: 1000 };

describe('reading decimals', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['0.3', 300_000],
    ['-0.000001', -1],
    ['25', 25_000_000],
    ['007', 7_000_000],
    ['999999999.999999', 999_999_999_999_999],
  ])('%s is %d millionths', (text, millionths) => {
    expect(parseExact(text)).toBe(millionths);
    expect(Object.is(parseExact(text), -0)).toBe(false);
  });

  test.each([
    '',
    '-',
    '.',
    '.5',
    '5.',
    '1.0000000',
    '1234567890',
    '1e3',
    '+1',
    ' 1',
    '1 ',
    '1.2.3',
    '--1',
    '１',
    '0x1',
    'NaN',
    '1,5',
  ])('“%s” is no decimal', (text) => {
    expect(() => parseExact(text)).toThrow(RangeError);
  });

  test('whatever text there is, it reads what the pattern of a decimal reads, and nothing else', () => {
    const pattern = /^-?\d{1,9}(?:\.\d{1,6})?$/;
    const text = fc.string({ unit: fc.constantFrom('-', '.', '0', '1', '9', 'e', ' ', '+'), maxLength: 18 });
    fc.assert(
      fc.property(text, (each) => {
        if (pattern.test(each)) expect(toPoints(parseExact(each))).toBe(canonical(each));
        else expect(() => parseExact(each)).toThrow(RangeError);
      }),
      runs,
    );
  });

  test('what is printed is read back as the same value', () => {
    fc.assert(
      fc.property(exact, (value) => {
        expect(parseExact(toPoints(value))).toBe(value);
      }),
      runs,
    );
  });
});

/** A decimal without the zeros that say nothing. */
function canonical(text: string): string {
  const [, sign = '', before = '', after = ''] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  const digits = after === '' ? before : `${before}.${after}`;
  return digits === '0' ? '0' : sign + digits;
}

describe('arithmetic', () => {
  const same = (left: ReturnType<typeof add>, right: ReturnType<typeof add>) =>
    expect(compareExact(left, right)).toBe(0);

  test('a third three times is one: nothing is lost before the last step', () => {
    const third = divide(whole(1), 3);
    expect(add(add(third, third), third)).toBe(whole(1));
    expect(times(third, 3)).toBe(whole(1));
    expect(toPoints(third)).toBe('0.333333');
  });

  test('0.1 + 0.2 is 0.3', () => {
    expect(toPoints(add(parseExact('0.1'), parseExact('0.2')))).toBe('0.3');
  });

  test('order never matters: sums and products of shares are the same whichever way they are taken', () => {
    fc.assert(
      fc.property(share, share, share, (a, b, c) => {
        same(add(a, b), add(b, a));
        same(add(add(a, b), c), add(a, add(b, c)));
        same(multiply(a, b), multiply(b, a));
        same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
      }),
      runs,
    );
  });

  test('what is divided and multiplied again, or taken and given back, is what it was', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        same(subtract(add(a, b), b), a);
        same(negate(negate(a)), a);
        if (compareExact(b, 0) !== 0) same(multiply(ratio(a, b), b), a);
      }),
      runs,
    );
  });

  test('a sum of many is what adding one after another gives', () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 12 }), (values) => {
        same(
          sum(values),
          [...values].reverse().reduce((total, each) => add(total, each), 0),
        );
      }),
      runs,
    );
  });

  test('nothing is divided by zero, and nothing grows beyond what is exact', () => {
    expect(() => divide(whole(1), 0)).toThrow(RangeError);
    expect(() => ratio(whole(1), 0)).toThrow(RangeError);
    expect(() => times(parseExact('999999999'), 1_000_000)).toThrow(RangeError);
  });
});

describe('rounding', () => {
  test.each([
    ['2.345', 2, 'half-up', '2.35'],
    ['2.345', 2, 'half-even', '2.34'],
    ['2.355', 2, 'half-even', '2.36'],
    ['2.345', 2, 'down', '2.34'],
    ['2.3450001'.slice(0, 8), 2, 'half-even', '2.34'],
    ['2.345001', 2, 'half-even', '2.35'],
    ['-2.345', 2, 'half-up', '-2.35'],
    ['-2.345', 2, 'down', '-2.34'],
    ['59.96', 1, 'half-up', '60'],
    ['0.5', 0, 'half-even', '0'],
    ['1.5', 0, 'half-even', '2'],
  ] as const)('%s to %d places, %s, is %s', (text, places, mode, expected) => {
    expect(toPoints(rounded(parseExact(text), places, mode))).toBe(expected);
  });

  test('rounding again changes nothing, and no value moves by more than one unit of the last place', () => {
    fc.assert(
      fc.property(
        share,
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom('half-up', 'half-even', 'down'),
        (value, places, mode) => {
          const once = rounded(value, places, mode);
          expect(rounded(once, places, mode)).toBe(once);
          const unit = divide(whole(1), 10 ** places);
          const moved = subtract(once, value);
          expect(compareExact(moved, unit)).toBeLessThan(0);
          expect(compareExact(moved, negate(unit))).toBeGreaterThan(0);
        },
      ),
      runs,
    );
  });
});
