import { describe, expect, test } from 'vitest';
import { readClock } from '../../../../shared/domain/requests/clock.ts';
import type { InformationRequest } from '../../../../shared/domain/requests/request.ts';
import { stateOf } from '../../../../shared/domain/requests/request-state.ts';
import { transitions } from '../../../../shared/domain/requests/transitions.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { sampleRequest } from '../../../support/requests.ts';

const calendar = stateCouncilCalendar();
const now = { today: '2020-12-01', calendar };
const state = (of: InformationRequest, today: string, dueSoonDays = 3) =>
  stateOf(of, readClock(of, calendar, today), { dueSoonDays });

/** Due on Monday 2 April 2018. */
const request = sampleRequest('2018-03-12');

describe('an open request', () => {
  test.each([
    ['2018-03-12', 'open'],
    ['2018-03-27', 'open'],
    ['2018-03-28', 'due-soon'],
    ['2018-03-31', 'due-soon'],
    ['2018-04-02', 'due-soon'],
    ['2018-04-03', 'overdue'],
    ['2019-01-01', 'overdue'],
  ])('is on %s %s: three working days ahead is soon, the due date itself is not late', (today, wanted) => {
    expect(state(request, today)).toBe(wanted);
  });

  test('is due soon by the days that the county office set', () => {
    expect(state(request, '2018-03-20', 10)).toBe('due-soon');
    expect(state(request, '2018-04-01', 0)).toBe('open');
    expect(state(request, '2018-04-02', 0)).toBe('due-soon');
  });

  test('of a year without a calendar is due soon by its earliest day, and never called overdue', () => {
    const later = sampleRequest('2027-03-01');
    expect(state(later, '2027-03-10')).toBe('open');
    expect(state(later, '2027-03-18')).toBe('due-soon');
    expect(state(later, '2028-01-01')).toBe('due-soon');
  });
});

describe('a paused request', () => {
  test('is paused while the clock stands, and due again when the third party’s time is over', () => {
    const paused = transitions.pause(
      sampleRequest('2020-06-01'),
      { reason: 'third-party', from: '2020-06-03' },
      now,
    );
    expect(state(paused, '2020-06-24')).toBe('paused');
    expect(state(paused, '2020-06-28')).toBe('open');
    expect(state(paused, '2020-07-20')).toBe('due-soon');
    expect(state(paused, '2020-07-22')).toBe('overdue');
    const other = transitions.pause(
      sampleRequest('2020-06-01'),
      { reason: 'other-organs', from: '2020-06-03' },
      now,
    );
    expect(state(other, '2020-11-30')).toBe('paused');
  });
});

test('a closed request says whether it was answered in time; a withdrawn one is never late', () => {
  const answer = (on: string) => transitions.answer(request, { on, outcome: 'granted' }, now);
  expect(state(answer('2018-04-02'), '2020-12-01')).toBe('answered');
  expect(state(answer('2018-04-03'), '2020-12-01')).toBe('answered-late');
  expect(state(transitions.withdraw(request, '2018-06-01', now), '2020-12-01')).toBe('withdrawn');
  expect(state(transitions.strike(request, '误登', now), '2020-12-01')).toBe('struck');
});

test('what waits for the applicant says so', () => {
  const letter = { channel: 'ordinary-post', arrivedOn: '2020-06-01', confirmedOn: null } as const;
  expect(state(sampleRequest('2020-06-01', { receipt: letter }), '2020-12-01')).toBe('awaiting-confirmation');
  const asked = transitions.askCorrection(
    sampleRequest('2020-06-01'),
    { noticedOn: '2020-06-03', correctBy: '2020-06-12' },
    now,
  );
  expect(state(asked, '2020-12-01')).toBe('awaiting-correction');
});
