import type { Day, Instant } from './values.ts';

/**
 * Time in the evaluation is the calendar of Asia/Shanghai, which has had no daylight saving since 1991:
 * for every year the product handles it is UTC+8.
 */
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;

/** The calendar day in Asia/Shanghai on which a moment falls. */
export function shanghaiDay(moment: Instant): Day {
  return new Date(Date.parse(moment) + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The first moment of a calendar day in Asia/Shanghai. */
export function startOfDay(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - shanghaiOffsetMs).toISOString();
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The Monday of the week (Monday to Sunday) in which a day falls; "the same week" means the same Monday. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** The calendar day so many days later. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The hour of the day in Asia/Shanghai at a moment, 0 to 23. */
export function shanghaiHour(moment: Instant): number {
  return new Date(Date.parse(moment) + shanghaiOffsetMs).getUTCHours();
}

/** The weekday of a calendar day: 1 Monday to 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7) + 1;
}
