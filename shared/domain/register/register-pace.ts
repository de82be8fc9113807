import { daysBetween } from '../calendar.ts';
import type { Day } from '../values.ts';

/** How a unit stands against its target on a day. Whole items; nothing here is a fraction. */
export type RegisterPace = Readonly<{
  asOf: Day;
  target: number;
  count: number;
  /** How many items the year still needs to reach the target. */
  missing: number;
  /** What the year comes to if it goes on as it has so far, rounded down; null before the year has begun. */
  atPace: number | null;
  /** The month of `asOf`, its share of what the year needs and what of that is missing; null outside the year. */
  month: Readonly<{ month: number; count: number; wanted: number; missing: number }> | null;
}>;

/**
 * The year's pace. A month's share is what the target still needs at the month's beginning, divided evenly over the months
 * that are left and rounded up: whoever fell behind makes it up over the rest of the year, and December needs all the rest.
 * @param counted rows that count, in all and by month of publication; a row dated after `asOf` counts like any other
 * @param year the cycle's year; the year's days are 1 January to 31 December
 */
export function registerPace(
  counted: Readonly<{ count: number; months: readonly number[] }>,
  year: string,
  target: number,
  asOf: Day,
): RegisterPace {
  const { count, months } = counted;
  return {
    asOf,
    target,
    count,
    missing: Math.max(0, target - count),
    atPace: atPace(count, year, asOf),
    month: asOf.slice(0, 4) === year ? monthShare(count, months, target, asOf) : null,
  };
}

function atPace(count: number, year: string, asOf: Day): number | null {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  if (asOf < first) return null;
  if (asOf >= last) return count;
  // The day itself is counted as gone: on 1 January one day of the year has passed.
  return Math.floor((count * (daysBetween(first, last) + 1)) / (daysBetween(first, asOf) + 1));
}

function monthShare(
  count: number,
  months: readonly number[],
  target: number,
  asOf: Day,
): NonNullable<RegisterPace['month']> {
  const month = Number(asOf.slice(5, 7));
  const ofMonth = months[month - 1] ?? 0;
  const needed = Math.max(0, target - (count - ofMonth));
  const wanted = Math.ceil(needed / (13 - month));
  return { month, count: ofMonth, wanted, missing: Math.max(0, wanted - ofMonth) };
}
