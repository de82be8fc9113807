import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../shared/domain/calendar.ts';
import {
  countWorkingDays,
  workingDaysBetween,
  type Span,
  type WorkingCalendar,
} from '../../../../shared/domain/requests/working-days.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { plainWeek } from '../../../support/requests.ts';

const real = stateCouncilCalendar();
const seed = { seed: 2018, numRuns: 500 };
/** Days on which every count of these tests stays inside what the calendar knows. */
const someDay = fc.integer({ min: 0, max: 8 * 365 }).map((after) => addDays('2018-01-01', after));
const someCount = fc.integer({ min: 1, max: 40 });
const someSpans = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 0, max: 30 }) }),
  { maxLength: 3 },
);
const spansFrom = (from: string, spans: readonly { after: number; length: number }[]): Span[] =>
  spans.map(({ after, length }) => ({
    first: addDays(from, after),
    last: addDays(from, after + length),
  }));

describe('counting on the real calendar of 2018 to 2026', () => {
  test('the day reached is a working day after the first, and exactly so many working days lie between', () => {
    fc.assert(
      fc.property(someDay, someCount, (from, days) => {
        const counted = countWorkingDays(real, from, days);
        expect(counted.unknownFrom).toBeNull();
        expect(real.isWorkingDay(counted.on)).toBe(true);
        expect(counted.on > from).toBe(true);
        expect(workingDaysBetween(real, from, counted.on)).toBe(days);
        expect(workingDaysBetween(real, from, addDays(counted.on, -1))).toBe(days - 1);
        expect(counted.known).toBe(days);
      }),
      seed,
    );
  });

  test('counting goes on where it stopped: a and then b days are a + b days', () => {
    fc.assert(
      fc.property(someDay, someCount, someCount, (from, a, b) => {
        const first = countWorkingDays(real, from, a).on;
        expect(countWorkingDays(real, first, b).on).toBe(countWorkingDays(real, from, a + b).on);
      }),
      seed,
    );
  });

  test('a request received later is never due earlier', () => {
    fc.assert(
      fc.property(someDay, someCount, fc.integer({ min: 0, max: 30 }), (from, days, later) => {
        const first = countWorkingDays(real, from, days).on;
        expect(countWorkingDays(real, addDays(from, later), days).on >= first).toBe(true);
      }),
      seed,
    );
  });

  test('the difference to Mondays to Fridays is exactly the holidays and make-up days that it names', () => {
    fc.assert(
      fc.property(someDay, someCount, (from, days) => {
        const { on, skipped, madeUp } = countWorkingDays(real, from, days);
        const weekdays = workingDaysBetween(plainWeek, from, on);
        expect(weekdays - skipped.length + madeUp.length).toBe(days);
        expect(skipped.every((day) => plainWeek.isWorkingDay(day) === true)).toBe(true);
        expect(madeUp.every((day) => plainWeek.isWorkingDay(day) === false)).toBe(true);
      }),
      seed,
    );
  });

  test('stretches that do not count, also overlapping ones, are left out and nothing else is', () => {
    fc.assert(
      fc.property(someDay, someCount, someSpans, (from, days, made) => {
        const spans = spansFrom(from, made);
        const without = countWorkingDays(real, from, days).on;
        const counted = countWorkingDays(real, from, days, spans);
        expect(counted.on >= without).toBe(true);
        expect(workingDaysBetween(real, from, counted.on, spans)).toBe(days);
        expect(workingDaysBetween(real, from, counted.on)).toBe(days + counted.notCounted);
      }),
      seed,
    );
  });
});

describe('where the calendar ends', () => {
  /** Knows nothing from a day on. */
  const until = (calendar: WorkingCalendar, end: string): WorkingCalendar => ({
    isWorkingDay: (day) => (day < end ? calendar.isWorkingDay(day) : 'unknown'),
  });

  test('the day said is never later than the true one, whatever the missing year turns out to be', () => {
    fc.assert(
      fc.property(
        someDay,
        someCount,
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        (from, days, after, pattern) => {
          const end = addDays(from, after);
          // A made-up year in which any day may be worked or off, but at least one in ten is worked.
          const truth: WorkingCalendar = {
            isWorkingDay: (day) => {
              if (day < end) return real.isWorkingDay(day);
              const place = (Date.parse(day) / 86_400_000) % 10;
              return place === 0 || pattern[place] === true;
            },
          };
          const said = countWorkingDays(until(real, end), from, days);
          const truly = countWorkingDays(truth, from, days);
          expect(truly.on >= said.on).toBe(true);
          if (said.unknownFrom === null) expect(said.on).toBe(truly.on);
          else expect(said.known).toBeLessThan(days);
        },
      ),
      seed,
    );
  });

  test('it says from which day on it knows nothing, and how many days it could count', () => {
    const counted = countWorkingDays(until(plainWeek, '2030-01-10'), '2030-01-04', 5);
    expect(counted).toMatchObject({ unknownFrom: '2030-01-10', known: 3, on: '2030-01-11' });
  });
});

test('a count that cannot end is a fault with a reason, and no endless loop', () => {
  const never: WorkingCalendar = { isWorkingDay: () => false };
  expect(() => countWorkingDays(never, '2018-01-01', 1)).toThrow(/does not end/);
});

test('days are added over months, leap days and years', () => {
  expect(addDays('2018-12-31', 1)).toBe('2019-01-01');
  expect(addDays('2020-02-28', 1)).toBe('2020-02-29');
  expect(addDays('2019-03-01', -1)).toBe('2019-02-28');
});

test('between a day and itself, or an earlier one, there are no working days', () => {
  expect(workingDaysBetween(plainWeek, '2018-03-12', '2018-03-12')).toBe(0);
  expect(workingDaysBetween(plainWeek, '2018-03-12', '2018-03-01')).toBe(0);
});
