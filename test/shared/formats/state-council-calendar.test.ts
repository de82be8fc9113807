import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/domain/calendar.ts';
import { stateCouncilCalendar } from '../../../shared/formats/state-council-calendar.ts';

/**
 * The State Council's holiday notices for 2018 to 2026, written down here by hand and not taken from the package: the days
 * off, and the weekend days that were worked. The package is checked against them day by day and agrees on every day.
 * Three points at which calendars tend to differ, and what stands here:
 * - 2020: the notice of 26 January 2020 lengthened Spring Festival to 2 February, so that Saturday 1 February, a working day
 *   by the first notice, was off.
 * - 2019: Labour Day was lengthened to four days in March, with 28 April and 5 May worked.
 * - 2024: New Year's eve (9 February) was a working day; offices were only asked to let people take leave.
 */
const notices: Readonly<Record<string, readonly [off: string, worked: string]>> = {
  '2018': [
    '01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07 12-30..12-31',
    '02-11 02-24 04-08 04-28 09-29 09-30 12-29',
  ],
  '2019': [
    '01-01 02-04..02-10 04-05 05-01..05-04 06-07 09-13 10-01..10-07',
    '02-02 02-03 04-28 05-05 09-29 10-12',
  ],
  '2020': [
    '01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08',
    '01-19 04-26 05-09 06-28 09-27 10-10',
  ],
  '2021': [
    '01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07',
    '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  ],
  '2022': [
    '01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31',
    '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  ],
  '2023': [
    '01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06',
    '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  ],
  '2024': [
    '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ],
  '2025': [
    '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    '01-26 02-08 04-27 09-28 10-11',
  ],
  '2026': [
    '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ],
};

const calendar = stateCouncilCalendar();
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

function daysOf(year: string, spans: string): Set<string> {
  const days = spans.split(' ').flatMap((span) => {
    const [first = '', last = first] = span.split('..');
    const found: string[] = [];
    for (let day = `${year}-${first}`; day <= `${year}-${last}`; day = addDays(day, 1)) found.push(day);
    return found;
  });
  return new Set(days);
}

describe.each(Object.entries(notices))('%s', (year, [offSpans, workedSpans]) => {
  const [off, worked] = [daysOf(year, offSpans), daysOf(year, workedSpans)];

  test('every day is worked or off as the notice says', () => {
    let day = `${year}-01-01`;
    for (let step = 0; step < 366 && day.startsWith(year); step += 1, day = addDays(day, 1)) {
      if (year === '2026' && day >= '2026-12-25') break;
      const wanted = worked.has(day) || (!off.has(day) && weekday(day) !== 0 && weekday(day) !== 6);
      expect(calendar.isWorkingDay(day), day).toBe(wanted);
    }
  });

  test('the days that are worked in exchange are weekend days: a slip of the pen here would show', () => {
    for (const day of worked) expect([0, 6], day).toContain(weekday(day));
    expect([...worked].some((day) => off.has(day))).toBe(false);
  });
});

test('a year whose notice is not known is unknown, on every kind of day: it is never guessed', () => {
  for (const day of ['2027-01-01', '2027-03-10', '2027-03-13', '2027-10-01', '2003-05-12', '1999-12-31']) {
    expect(calendar.isWorkingDay(day), day).toBe('unknown');
  }
});

test('the last days of the last known year are unknown too: the next notice may move them, as that for 2019 moved 29 and 31 December', () => {
  expect(calendar.isWorkingDay('2026-12-24')).toBe(true);
  for (const day of ['2026-12-25', '2026-12-26', '2026-12-31']) {
    expect(calendar.isWorkingDay(day), day).toBe('unknown');
  }
  expect(calendar.isWorkingDay('2025-12-31')).toBe(true);
});
