import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import * as z from 'zod/mini';
import type { WorkingCalendar } from '../domain/requests/working-days.ts';

/** What the package keeps: days off and working weekends by date, as the State Council's yearly notices state them. */
const notices = z.object({
  holidays: z.record(z.iso.date(), z.string()),
  workdays: z.record(z.iso.date(), z.string()),
});

/**
 * The notice for a year may move days at the end of the year before (29 December 2018 was worked, the 31st was off), and has
 * never reached further back than that. So the last days of the last year that is known are not known yet.
 */
const nextNoticeReachesTo = '12-25';

/**
 * The calendar of holidays and make-up days, from the package `chinese-days`; this file is the only one that uses it. A
 * year whose notice it does not carry is `unknown`: take the package's next release when the State Council has issued
 * the notice (usually in November).
 */
export function stateCouncilCalendar(): WorkingCalendar {
  const { holidays, workdays } = notices.parse(data);
  // Every notice names National Day; a year that shows up by a stray day alone is not known.
  const known = new Set(
    Object.keys(holidays).flatMap((day) => (day.endsWith('-10-01') ? [day.slice(0, 4)] : [])),
  );
  const last = [...known].sort().at(-1) ?? '';
  return {
    isWorkingDay: (day) => {
      const year = day.slice(0, 4);
      if (!known.has(year) || (year === last && day.slice(5) >= nextNoticeReachesTo)) return 'unknown';
      if (day in holidays) return false;
      if (day in workdays) return true;
      const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
      return weekday !== 0 && weekday !== 6;
    },
  };
}
