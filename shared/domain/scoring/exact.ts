/**
 * Exact arithmetic for points. A wrong tenth of a point ends in a complaint, so no score is ever a binary fraction.
 *
 * A value is a whole number of millionths of a point where it can be (plain integers, fast), and otherwise a fraction of
 * big integers (means and shares that no decimal can hold). Only `toPoints` rounds, and only where a rubric says so.
 */
export type Exact = number | Fraction;

/** A fraction of points in lowest terms; `denominator` is positive and the value is not a whole number of millionths. */
type Fraction = Readonly<{ numerator: bigint; denominator: bigint }>;

const scale = 1_000_000;
const bigScale = 1_000_000n;

/** How a last step rounds: halves away from zero, halves to even, or toward zero. */
export type RoundingMode = 'half-up' | 'half-even' | 'down';

/** Zero points. */
export const zero: Exact = 0;

/**
 * Reads a decimal such as `0.2` or `-3`: at most nine digits before the point and six after it. Written out by hand because
 * every score reads a dozen of these, and a regular expression takes five times as long.
 * @throws RangeError for anything else
 */
export function parseExact(text: string): Exact {
  const start = text.charCodeAt(0) === minus ? 1 : 0;
  let value = 0;
  let wholeDigits = 0;
  let places = -1;
  for (let at = start; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zeroDigit;
    if (digit === pointFromZero && places < 0 && wholeDigits > 0) {
      places = 0;
    } else if (digit < 0 || digit > 9) {
      throw notADecimal(text);
    } else {
      value = value * 10 + digit;
      if (places < 0) wholeDigits += 1;
      else places += 1;
    }
  }
  if (wholeDigits === 0 || wholeDigits > 9 || places === 0 || places > 6) throw notADecimal(text);
  const millionths = value * (powersOfTen[6 - Math.max(0, places)] ?? 1);
  return start === 1 && millionths !== 0 ? -millionths : millionths;
}

const zeroDigit = 48;
const minus = 45;
const pointFromZero = -2;
const powersOfTen = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

function notADecimal(text: string): RangeError {
  return new RangeError(`Not a decimal with at most six places: ${text}`);
}

/** A whole number of points. */
export function whole(count: number): Exact {
  return safe(count * scale);
}

export function add(left: Exact, right: Exact): Exact {
  if (typeof left === 'number' && typeof right === 'number') return safe(left + right);
  const [a, b] = [fraction(left), fraction(right)];
  return reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negate(value: Exact): Exact {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return { numerator: -value.numerator, denominator: value.denominator };
}

export function subtract(left: Exact, right: Exact): Exact {
  return add(left, negate(right));
}

/** A value taken a whole number of times. */
export function times(value: Exact, count: number): Exact {
  if (typeof value === 'number') return safe(value * count);
  return reduced(value.numerator * BigInt(count), value.denominator);
}

/** A million points: no item of any rubric holds so many. */
const moreThanAnyItem = 1_000_000 * 1_000_000;

/**
 * A value taken a whole number of times, but no further than a million points, where every item has long been at its limit:
 * so that a count of billions, which only a mistake in a file can say, stays inside what is exact.
 */
export function timesUpToAMillion(value: Exact, count: number): Exact {
  if (typeof value !== 'number' || value === 0) return times(value, count);
  return safe(value * Math.min(count, Math.ceil(moreThanAnyItem / Math.abs(value))));
}

/** A value as a result shows it: to six places, halves up. */
export function toSixPlaces(value: Exact): Exact {
  return typeof value === 'number' ? value : rounded(value, 6, 'half-up');
}

/** A value divided by a whole number, exactly. @throws RangeError for zero */
export function divide(value: Exact, by: number): Exact {
  if (by === 0) throw new RangeError('Points cannot be divided by zero');
  if (typeof value === 'number' && value % by === 0) return value / by;
  const { numerator, denominator } = fraction(value);
  return reduced(numerator, denominator * BigInt(by));
}

export function isZero(value: Exact): boolean {
  return value === 0;
}

/** Two values multiplied, exactly: points times a weight. */
export function multiply(left: Exact, right: Exact): Exact {
  if (right === scale) return left;
  const [a, b] = [fraction(left), fraction(right)];
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** How many times one value is in the other, exactly. @throws RangeError for zero */
export function ratio(left: Exact, right: Exact): Exact {
  if (isZero(right)) throw new RangeError('Points cannot be divided by zero');
  const [a, b] = [fraction(left), fraction(right)];
  const sign = b.numerator < 0n ? -1n : 1n;
  return reduced(a.numerator * b.denominator * sign, a.denominator * b.numerator * sign);
}

/** Negative, zero or positive as left is less than, equal to or more than right. */
export function compareExact(left: Exact, right: Exact): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [fraction(left), fraction(right)];
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function least(left: Exact, right: Exact): Exact {
  return compareExact(left, right) <= 0 ? left : right;
}

export function most(left: Exact, right: Exact): Exact {
  return compareExact(left, right) >= 0 ? left : right;
}

export function sum(values: Iterable<Exact>): Exact {
  let total: Exact = 0;
  for (const value of values) total = add(total, value);
  return total;
}

/** Rounds to a number of decimal places. */
export function rounded(value: Exact, places: number, mode: RoundingMode): Exact {
  if (typeof value === 'number' && value % (powersOfTen[6 - places] ?? 1) === 0) return value;
  const { numerator, denominator } = fraction(value);
  const unit = 10n ** BigInt(places);
  const scaled = numerator * unit;
  const quotient = scaled / denominator;
  const remainder = scaled % denominator;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const away = numerator < 0n ? -1n : 1n;
  const up =
    mode !== 'down' &&
    (twice > denominator || (twice === denominator && (mode === 'half-up' || quotient % 2n !== 0n)));
  return reduced(up ? quotient + away : quotient, unit);
}

/**
 * Prints a value in its one decimal form: no zeros at the end, no `-0`. A fraction without one is rounded half up to six
 * places, which only explanations of unrounded steps ever show.
 */
export function toPoints(value: Exact): string {
  const exact = toSixPlaces(value);
  const millionths = typeof exact === 'number' ? exact : 0;
  const size = Math.abs(millionths);
  const places = String(size % scale)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${millionths < 0 ? '-' : ''}${Math.floor(size / scale)}${places === '' ? '' : `.${places}`}`;
}

function fraction(value: Exact): Fraction {
  return typeof value === 'number' ? { numerator: BigInt(value), denominator: bigScale } : value;
}

function reduced(numerator: bigint, denominator: bigint): Exact {
  const millionths = numerator * bigScale;
  if (millionths % denominator === 0n) return safe(Number(millionths / denominator));
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** Beyond 9,007,199,254 points an integer of millionths is no longer exact; no rubric comes near. */
function safe(millionths: number): number {
  if (!Number.isSafeInteger(millionths))
    throw new RangeError('Points out of the range in which they are exact');
  return millionths === 0 ? 0 : millionths;
}
