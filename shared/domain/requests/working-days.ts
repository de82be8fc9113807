import { addDays } from '../calendar.ts';
import type { Day } from '../values.ts';

/**
 * The working days of China's offices: weekdays less the State Council's holidays, plus the weekends that its yearly notice
 * makes working days (调休). The domain is handed one; what it knows is somebody else's data.
 */
export type WorkingCalendar = Readonly<{
  /** `unknown` for a day that no notice covers yet: it is never guessed. */
  isWorkingDay: (day: Day) => boolean | 'unknown';
}>;

/** A stretch of days that do not count, first and last included; `last` null while it goes on. */
export type Span = Readonly<{ first: Day; last: Day | null }>;

/** What a count came to. `skipped` and `madeUp` are what makes it differ from counting Mondays to Fridays. */
export type Counted = Readonly<{
  /** The day on which the count was reached; the earliest possible one when the calendar ended before. */
  on: Day;
  /** The first day that the calendar does not know, when the count needed it; then `on` is a lower bound. */
  unknownFrom: Day | null;
  /** The first working day counted; null when the calendar knew none. */
  firstWorkingDay: Day | null;
  /** Working days counted before the calendar ended, at most what was asked. */
  known: number;
  /** Holidays that fell on Mondays to Fridays. */
  skipped: readonly Day[];
  /** Weekend days that were worked. */
  madeUp: readonly Day[];
  /** Working days inside the spans that do not count. */
  notCounted: number;
}>;

/** Some 27 years: no clock of the law runs that long, so a longer count is a fault of ours and not a slow answer. */
const longestCount = 10_000;

/**
 * The day on which so many working days after `from` have passed. The day after `from` is the first that may count.
 * @param days 1 or more
 * @param excluded days in these spans do not count; each must have ended
 * @throws Error when the count does not end within 10,000 days
 */
export function countWorkingDays(
  calendar: WorkingCalendar,
  from: Day,
  days: number,
  excluded: readonly Span[] = [],
): Counted {
  let [day, left, known, notCounted] = [from, days, 0, 0];
  let unknownFrom: Day | null = null;
  let firstWorkingDay: Day | null = null;
  const skipped: Day[] = [];
  const madeUp: Day[] = [];
  for (let step = 0; left > 0; step += 1) {
    if (step === longestCount) throw new Error(`Counting ${days} working days from ${from} does not end`);
    day = addDays(day, 1);
    const works = calendar.isWorkingDay(day);
    if (excluded.some((span) => isIn(span, day))) {
      notCounted += works === true ? 1 : 0;
      continue;
    }
    if (works === 'unknown') {
      // Every day that may be a working day is taken for one, so that what comes out is never too late.
      unknownFrom ??= day;
      left -= 1;
      continue;
    }
    if (works) {
      left -= 1;
      known += 1;
      firstWorkingDay ??= day;
      if (isWeekend(day)) madeUp.push(day);
    } else if (!isWeekend(day)) skipped.push(day);
  }
  return { on: day, unknownFrom, firstWorkingDay, known, skipped, madeUp, notCounted };
}

/**
 * Working days after `from` up to and including `to`; 0 when `to` is not after `from`. A day that the calendar does not know
 * is taken for one, as in `countWorkingDays`.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: Day,
  to: Day,
  excluded: readonly Span[] = [],
): number {
  let count = 0;
  for (
    let day = addDays(from, 1), step = 0;
    day <= to && step < longestCount;
    day = addDays(day, 1), step += 1
  ) {
    if (calendar.isWorkingDay(day) !== false && !excluded.some((span) => isIn(span, day))) count += 1;
  }
  return count;
}

function isIn(span: Span, day: Day): boolean {
  return day >= span.first && (span.last === null || day <= span.last);
}

function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());
}
