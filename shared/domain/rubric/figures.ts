import {
  compareExact,
  divide,
  parseExact,
  rounded,
  sum,
  times,
  toPoints,
  type Exact,
} from '../scoring/exact.ts';

/** What is said of many totals in a few numbers. All but the highest and lowest are cut to two places, half up. */
export type Figures = Readonly<{
  highest: string;
  upperQuartile: string;
  median: string;
  lowerQuartile: string;
  lowest: string;
  mean: string;
  standardDeviation: string;
}>;

/**
 * The figures of a list of totals, as a spreadsheet would give them, so that anybody can check: MEDIAN, QUARTILE.INC, AVERAGE
 * and STDEV.P. Worked out in whole numbers, so that no total is ever a binary fraction.
 * @returns null for no totals
 */
export function figuresOf(totals: readonly string[]): Figures | null {
  const rising = totals.map(parseExact).sort(compareExact);
  const [lowest, highest] = [rising[0], rising.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  return {
    highest: toPoints(highest),
    upperQuartile: quarter(rising, 3),
    median: quarter(rising, 2),
    lowerQuartile: quarter(rising, 1),
    lowest: toPoints(lowest),
    mean: twoPlaces(divide(sum(rising), rising.length)),
    standardDeviation: standardDeviation(totals),
  };
}

function twoPlaces(value: Exact): string {
  return toPoints(rounded(value, 2, 'half-up'));
}

/** The value at so many quarters of the way from the lowest to the highest, between two neighbours in proportion. */
function quarter(rising: readonly Exact[], quarters: 1 | 2 | 3): string {
  const steps = (rising.length - 1) * quarters;
  const at = Math.floor(steps / 4);
  const below = rising[at] ?? 0;
  const above = rising[at + 1] ?? below;
  const share = steps % 4;
  const weighted = [...Array<Exact>(4 - share).fill(below), ...Array<Exact>(share).fill(above)];
  return twoPlaces(divide(sum(weighted), 4));
}

/** Totals are decimals of at most six places: whole numbers of millionths. */
function millionths(total: string): bigint {
  const [whole = '', decimals = ''] = total.split('.');
  return BigInt(whole + decimals.padEnd(6, '0'));
}

/**
 * Over all units, which are the whole and no sample. With n values the square of n times the deviation is n·Σx² − (Σx)², a
 * whole number; its root is cut to two places by whole numbers too.
 */
function standardDeviation(totals: readonly string[]): string {
  const values = totals.map(millionths);
  const n = BigInt(values.length);
  const all = values.reduce((one, other) => one + other, 0n);
  const squares = values.reduce((one, other) => one + other * other, 0n);
  const square = n * squares - all * all;
  const hundredth = n * 10_000n;
  const hundredths = (rootOf(4n * square) + hundredth) / (2n * hundredth);
  return toPoints(times(oneHundredth, Number(hundredths)));
}

const oneHundredth: Exact = 10_000;

/** The largest whole number whose square is at most the value (Newton's method from above). */
function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (let next = (root + value / root) >> 1n; next < root; next = (root + value / root) >> 1n) root = next;
  return root;
}
