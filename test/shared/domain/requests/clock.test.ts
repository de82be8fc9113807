import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../shared/domain/calendar.ts';
import { readClock } from '../../../../shared/domain/requests/clock.ts';
import { stepWords } from '../../../../shared/domain/requests/clock-words.ts';
import type { InformationRequest, Receipt } from '../../../../shared/domain/requests/request.ts';
import { transitions } from '../../../../shared/domain/requests/transitions.ts';
import { workingDaysBetween } from '../../../../shared/domain/requests/working-days.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { sampleRequest } from '../../../support/requests.ts';

const calendar = stateCouncilCalendar();
/** Every fact of these tests lies in the past. */
const now = { today: '2026-12-01', calendar };
const clockOf = (of: InformationRequest, today = now.today) => readClock(of, calendar, today);

/**
 * Dates worked out by hand from the State Council's notices, not by the program. In each line "why" counts: a number in
 * brackets is the working day that the date is; [brackets] with dates are days off. `2007` gives 15 days, `2019` gives 20.
 */
const byHand: readonly (readonly [received: string, due: string, why: string])[] = [
  // The Regulation of 2007: 15 working days.
  ['2018-03-12', '2018-04-02', 'no holiday: 13–16 Mar (4), 19–23 (9), 26–30 (14), Mon 2 Apr (15)'],
  [
    '2018-02-09',
    '2018-03-07',
    'Spring Festival: Sun 11 Feb worked (1), 12–14 (4), [15–21], 22–23 (6), Sat 24 worked (7), 26 Feb–2 Mar (12), 5–7 (15)',
  ],
  [
    '2018-03-28',
    '2018-04-19',
    'Qingming: 29–30 Mar (2), 2–4 Apr (5), [5–7], Sun 8 worked (6), 9–13 (11), 16–19 (15)',
  ],
  [
    '2018-04-20',
    '2018-05-14',
    'Labour Day: 23–27 Apr (5), Sat 28 worked (6), [29 Apr–1 May], 2–4 (9), 7–11 (14), Mon 14 (15)',
  ],
  [
    '2018-06-08',
    '2018-07-02',
    'Dragon Boat on Mon 18 June: 11–15 (5), [18], 19–22 (9), 25–29 (14), Mon 2 July (15)',
  ],
  [
    '2018-09-20',
    '2018-10-17',
    'Mid-Autumn and National Day: 21 Sept (1), [24], 25–28 (5), Sat 29 and Sun 30 worked (7), [1–7 Oct], 8–12 (12), 15–17 (15)',
  ],
  ['2018-10-03', '2018-10-26', 'received on a holiday: [to 7 Oct], 8–12 (5), 15–19 (10), 22–26 (15)'],
  ['2018-03-10', '2018-03-30', 'received on a Saturday: 12–16 (5), 19–23 (10), 26–30 (15)'],
  [
    '2018-09-29',
    '2018-10-25',
    'received on a worked Saturday: Sun 30 worked (1), [1–7 Oct], 8–12 (6), 15–19 (11), 22–25 (15)',
  ],
  [
    '2018-12-20',
    '2019-01-11',
    'over the year’s end: 21 (1), 24–28 (6), Sat 29 worked (7), [30 Dec–1 Jan], 2–4 (10), 7–11 (15)',
  ],
  [
    '2019-01-25',
    '2019-02-20',
    'Spring Festival: 28–31 Jan (4), 1 Feb (5), Sat 2 and Sun 3 worked (7), [4–10], 11–15 (12), 18–20 (15)',
  ],
  [
    '2019-04-25',
    '2019-05-17',
    'Labour Day of four days: 26 (1), Sun 28 worked (2), 29–30 (4), [1–4 May], Sun 5 worked (5), 6–10 (10), 13–17 (15)',
  ],
  [
    '2019-05-14',
    '2019-06-04',
    'the last day of the old Regulation: 15–17 May (3), 20–24 (8), 27–31 (13), 3–4 June (15)',
  ],
  // The revised Regulation: 20 working days.
  [
    '2019-05-15',
    '2019-06-13',
    'the first day of the revised one: 16–17 May (2), 20–24 (7), 27–31 (12), 3–6 June (16), [7], 10–13 (20)',
  ],
  [
    '2019-09-10',
    '2019-10-14',
    '11–12 (2), [13], 16–20 (7), 23–27 (12), Sun 29 worked (13), 30 (14), [1–7 Oct], 8–11 (18), Sat 12 worked (19), 14 (20)',
  ],
  [
    '2020-01-17',
    '2020-02-21',
    'Spring Festival lengthened to 2 Feb: Sun 19 Jan worked (1), 20–23 (5), [24 Jan–2 Feb], 3–7 (10), 10–14 (15), 17–21 (20)',
  ],
  [
    '2020-04-17',
    '2020-05-18',
    '20–24 (5), Sun 26 worked (6), 27–30 (10), [1–5 May], 6–8 (13), Sat 9 worked (14), 11–15 (19), 18 (20)',
  ],
  [
    '2020-06-12',
    '2020-07-13',
    'Dragon Boat: 15–19 (5), 22–24 (8), [25–27], Sun 28 worked (9), 29–30 (11), 1–3 July (14), 6–10 (19), 13 (20)',
  ],
  [
    '2020-09-18',
    '2020-10-22',
    '21–25 (5), Sun 27 worked (6), 28–30 (9), [1–8 Oct], 9 (10), Sat 10 worked (11), 12–16 (16), 19–22 (20)',
  ],
  [
    '2021-02-05',
    '2021-03-10',
    'Sun 7 worked (1), 8–10 (4), [11–17], 18–19 (6), Sat 20 worked (7), 22–26 (12), 1–5 Mar (17), 8–10 (20)',
  ],
  [
    '2021-09-10',
    '2021-10-14',
    '13–17 (5), Sat 18 worked (6), [19–21], 22–24 (9), Sun 26 worked (10), 27–30 (14), [1–7 Oct], 8 (15), Sat 9 worked (16), 11–14 (20)',
  ],
  [
    '2022-01-21',
    '2022-02-23',
    '24–28 (5), Sat 29 and Sun 30 worked (7), [31 Jan–6 Feb], 7–11 (12), 14–18 (17), 21–23 (20)',
  ],
  [
    '2022-03-25',
    '2022-04-24',
    'due on a worked Sunday: 28 Mar–1 Apr (5), Sat 2 worked (6), [3–5], 6–8 (9), 11–15 (14), 18–22 (19), Sun 24 worked (20)',
  ],
  [
    '2022-09-23',
    '2022-10-26',
    '26–30 (5), [1–7 Oct], Sat 8 and Sun 9 worked (7), 10–14 (12), 17–21 (17), 24–26 (20)',
  ],
  [
    '2022-12-20',
    '2023-01-18',
    'over the year’s end: 21–23 (3), 26–30 (8), [31 Dec–2 Jan], 3–6 (12), 9–13 (17), 16–18 (20)',
  ],
  [
    '2023-01-13',
    '2023-02-15',
    '16–20 (5), [21–27], Sat 28 and Sun 29 worked (7), 30–31 (9), 1–3 Feb (12), 6–10 (17), 13–15 (20)',
  ],
  [
    '2023-09-20',
    '2023-10-24',
    '21–22 (2), 25–28 (6), [29 Sept–6 Oct], Sat 7 and Sun 8 worked (8), 9–13 (13), 16–20 (18), 23–24 (20)',
  ],
  [
    '2024-02-01',
    '2024-03-05',
    'New Year’s eve was worked: 2 (1), Sun 4 worked (2), 5–9 (7), [10–17], Sun 18 worked (8), 19–23 (13), 26–29 (17), 1 Mar (18), 4–5 (20)',
  ],
  [
    '2024-03-29',
    '2024-04-28',
    '1–3 Apr (3), [4–6], Sun 7 worked (4), 8–12 (9), 15–19 (14), 22–26 (19), Sun 28 worked (20)',
  ],
  [
    '2024-09-11',
    '2024-10-15',
    '12–13 (2), Sat 14 worked (3), [15–17], 18–20 (6), 23–27 (11), Sun 29 worked (12), 30 (13), [1–7 Oct], 8–11 (17), Sat 12 worked (18), 14–15 (20)',
  ],
  [
    '2025-01-20',
    '2025-02-21',
    '21–24 (4), Sun 26 worked (5), 27 (6), [28 Jan–4 Feb], 5–7 (9), Sat 8 worked (10), 10–14 (15), 17–21 (20)',
  ],
  [
    '2025-04-25',
    '2025-05-27',
    'Sun 27 worked (1), 28–30 (4), [1–5 May], 6–9 (8), 12–16 (13), 19–23 (18), 26–27 (20)',
  ],
  [
    '2025-09-19',
    '2025-10-23',
    '22–26 (5), Sun 28 worked (6), 29–30 (8), [1–8 Oct], 9–10 (10), Sat 11 worked (11), 13–17 (16), 20–23 (20)',
  ],
  [
    '2025-12-26',
    '2026-01-26',
    'over the year’s end: 29–31 (3), [1–3 Jan], Sun 4 worked (4), 5–9 (9), 12–16 (14), 19–23 (19), 26 (20)',
  ],
  [
    '2026-02-06',
    '2026-03-12',
    'nine days off: 9–13 (5), Sat 14 worked (6), [15–23], 24–27 (10), Sat 28 worked (11), 2–6 Mar (16), 9–12 (20)',
  ],
  [
    '2026-09-18',
    '2026-10-22',
    'Sun 20 worked (1), 21–24 (5), [25–27], 28–30 (8), [1–7 Oct], 8–9 (10), Sat 10 worked (11), 12–16 (16), 19–22 (20)',
  ],
];

test.each(byHand)('received in person on %s, due on %s: %s', (received, due) => {
  const clock = clockOf(sampleRequest(received));
  expect(clock.dueOn).toBe(due);
  expect(clock.notBefore).toBeNull();
  expect(clock.regulation).toBe(received < '2019-05-15' ? '2007' : '2019');
  expect(clock.steps.at(-2)?.on === due || clock.steps.at(-1)?.on === due).toBe(true);
});

describe('the day of receipt, by the way a request came', () => {
  const arrived = (receipt: Receipt) => sampleRequest(receipt.arrivedOn, { receipt });

  test.each(['in-person', 'registered-post', 'e-mail'] as const)(
    '%s: the day it came, or was signed for, or reached the mail system',
    (channel) => {
      expect(clockOf(arrived({ channel, arrivedOn: '2018-06-11' })).receivedOn).toBe('2018-06-11');
    },
  );

  test.each(['website', 'fax', 'ordinary-post', 'other-office', 'other'] as const)(
    '%s: the day that was confirmed with the applicant, and until then no clock runs',
    (channel) => {
      const came = arrived({ channel, arrivedOn: '2018-06-11', confirmedOn: null });
      expect(clockOf(came)).toMatchObject({
        receivedOn: null,
        dueOn: null,
        standsFor: 'confirmation',
        late: null,
      });
      // 14–15 June (2), [18], 19–22 (6), 25–29 (11), 2–5 July (15).
      const confirmed = transitions.confirm(came, '2018-06-13', now);
      expect(clockOf(confirmed)).toMatchObject({ receivedOn: '2018-06-13', dueOn: '2018-07-05' });
    },
  );

  test('a letter that came before the revision and was confirmed after it goes by the revised Regulation', () => {
    const came = arrived({ channel: 'ordinary-post', arrivedOn: '2019-05-13', confirmedOn: '2019-05-15' });
    expect(clockOf(came)).toMatchObject({ regulation: '2019', dueOn: '2019-06-13', choiceOpen: false });
  });
});

describe('a request that straddles the change of the Regulation', () => {
  test('goes by the day of receipt until the county office chooses, and says that the choice is open', () => {
    const clock = clockOf(sampleRequest('2019-05-14'));
    expect(clock).toMatchObject({ regulation: '2007', allowed: 15, choiceOpen: true, dueOn: '2019-06-04' });
    expect(clock.steps.map((step) => step.code)).toContain('straddles');
  });

  test('goes by the revised one when the county office says so: 15–17 May (3) … 3–6 June (17), [7], 10–12 (20)', () => {
    const chosen = transitions.chooseRegulation(
      sampleRequest('2019-05-14'),
      {
        regulation: '2019',
        reason: '施行时尚未答复',
      },
      now,
    );
    expect(clockOf(chosen)).toMatchObject({ regulation: '2019', choiceOpen: false, dueOn: '2019-06-12' });
  });

  test('is one only when it was open on 15 May 2019', () => {
    const answered = (on: string) =>
      transitions.answer(sampleRequest('2019-05-06'), { on, outcome: 'granted' }, now);
    expect(clockOf(answered('2019-05-14')).choiceOpen).toBe(false);
    expect(clockOf(answered('2019-05-15')).choiceOpen).toBe(true);
    expect(clockOf(sampleRequest('2019-05-06'), '2019-05-14').choiceOpen).toBe(false);
    expect(clockOf(sampleRequest('2019-05-06'), '2019-05-15').choiceOpen).toBe(true);
  });
});

describe('an extension', () => {
  test.each([
    // 15 days end on 2 Apr; 3–4 (17), [5–7], Sun 8 worked (18), 9–13 (23), 16–20 (28), 23–24 (30).
    ['2018-03-12', '2018-04-02', 15, '2018-04-24'],
    // 20 days end on 13 June; 14 (21), 17–21 (26), 24–28 (31), 1–5 July (36), 8–11 (40).
    ['2019-05-15', '2019-06-13', 20, '2019-07-11'],
    // 2–5 Mar (4), 8–12 (9), 15–19 (14), 22–26 (19), 29 (20); 30 Mar–2 Apr (24), [3–5], 6 Apr (25).
    ['2021-03-01', '2021-03-29', 5, '2021-04-06'],
  ])(
    'of a request of %s, told on the last day %s: %i more working days end on %s',
    (received, toldOn, days, due) => {
      const request = sampleRequest(received);
      expect(clockOf(request).dueOn).toBe(toldOn);
      const extended = transitions.extend(request, { approvedOn: toldOn, toldOn, days }, now);
      expect(clockOf(extended).dueOn).toBe(due);
    },
  );
});

describe('a pause', () => {
  const paused = (received: string, reason: 'third-party' | 'other-organs', from: string) =>
    transitions.pause(sampleRequest(received), { reason, from }, now);

  test('for a third party takes the days after the question to the day of the reply out of the count', () => {
    // 13–15 Mar (3), [16–22: 5 working days], 23 (4), 26–30 (9), 2–4 Apr (12), [5–7], Sun 8 worked (13), 9–10 (15).
    const request = transitions.resume(
      paused('2018-03-12', 'third-party', '2018-03-15'),
      { reason: 'third-party', to: '2018-03-22' },
      now,
    );
    const clock = clockOf(request);
    expect(clock.dueOn).toBe('2018-04-10');
    expect(clock.steps.find((step) => step.code === 'resumed')).toMatchObject({ notCounted: 5 });
  });

  test('for other organs does the same under the revised Regulation, over a holiday inside it', () => {
    // 10–13 May (4), 16 (5), [17 May–6 June: 14 working days, 3 June off], 7–10 (9), 13–17 (14), 20–24 (19), 27 (20).
    const request = transitions.resume(
      paused('2022-05-09', 'other-organs', '2022-05-16'),
      { reason: 'other-organs', to: '2022-06-06' },
      now,
    );
    const clock = clockOf(request);
    expect(clock.dueOn).toBe('2022-06-27');
    expect(clock.steps.find((step) => step.code === 'resumed')).toMatchObject({ notCounted: 14 });
  });

  test('that overlaps another counts its days once', () => {
    // 2–3 June (2), [4–15], 16–18 (5), 21–25 (10), 28–30 (13), 1–2 July (15), 5–9 (20).
    const third = paused('2021-06-01', 'third-party', '2021-06-03');
    const both = transitions.pause(third, { reason: 'other-organs', from: '2021-06-07' }, now);
    const one = transitions.resume(both, { reason: 'third-party', to: '2021-06-10' }, now);
    expect(clockOf(one, '2021-06-11')).toMatchObject({ standsFor: 'other-organs', used: 2, dueOn: null });
    const none = transitions.resume(one, { reason: 'other-organs', to: '2021-06-15' }, now);
    expect(clockOf(none).dueOn).toBe('2021-07-09');
  });

  test('that has not ended makes the clock stand: no due date, no lateness', () => {
    const clock = clockOf(paused('2018-03-12', 'third-party', '2018-03-15'), '2018-09-30');
    expect(clock).toMatchObject({ standsFor: 'third-party', dueOn: null, late: null, used: 3 });
  });

  test('for a third party under the revised Regulation ends with its 15 working days, so that a forgotten reply hides nothing', () => {
    // 4–5 June (2), 8–12 (7), 15–19 (12), 22–24 (15) for the third party. The clock: 2–3 (2), [4–24], [25–27], Sun 28 worked (3),
    // 29–30 (5), 1–3 July (8), 6–10 (13), 13–17 (18), 20–21 (20).
    const request = paused('2020-06-01', 'third-party', '2020-06-03');
    expect(clockOf(request, '2020-06-24')).toMatchObject({
      standsFor: 'third-party',
      dueOn: '2020-07-21',
      used: 2,
    });
    const clock = clockOf(request, '2020-07-01');
    expect(clock).toMatchObject({ standsFor: null, dueOn: '2020-07-21' });
    expect(clock.steps.find((step) => step.code === 'opinion-over')).toMatchObject({
      on: '2020-06-24',
      notCounted: 15,
      within: 15,
    });
    const late = transitions.resume(request, { reason: 'third-party', to: '2020-07-10' }, now);
    expect(clockOf(late).dueOn).toBe('2020-07-21');
  });

  test('that begins after the time has run out stops nothing', () => {
    const clock = clockOf(paused('2018-03-12', 'third-party', '2018-04-10'), '2018-04-20');
    expect(clock).toMatchObject({ standsFor: null, dueOn: '2018-04-02', late: 18 });
  });
});

describe('a correction', () => {
  const asked = transitions.askCorrection(
    sampleRequest('2023-03-01'),
    { noticedOn: '2023-03-08', correctBy: '2023-03-22' },
    now,
  );
  const corrected = transitions.receiveCorrection(asked, '2023-03-20', now);

  test('makes the clock stand, and begin anew on the day after the corrected request came', () => {
    expect(clockOf(asked, '2023-06-30')).toMatchObject({ standsFor: 'correction', dueOn: null, late: null });
    // 21–24 Mar (4), 27–31 (9), 3–4 Apr (11), [5], 6–7 (13), 10–14 (18), 17–18 (20).
    expect(clockOf(corrected)).toMatchObject({ dueOn: '2023-04-18', receivedOn: '2023-03-01' });
  });

  test('and an extension after it are counted from there', () => {
    // 19–21 Apr (23), Sun 23 worked (24), 24–28 (29), [29 Apr–3 May], 4–5 (31), Sat 6 worked (32), 8–12 (37), 15–17 (40).
    const toldOn = '2023-04-10';
    const extended = transitions.extend(corrected, { approvedOn: toldOn, toldOn, days: 20 }, now);
    expect(clockOf(extended).dueOn).toBe('2023-05-17');
  });

  test('that was never made leaves a closed request without a due date, so it is not called late', () => {
    const dropped = transitions.answer(asked, { on: '2023-09-01', outcome: 'dropped-not-corrected' }, now);
    expect(clockOf(dropped)).toMatchObject({ dueOn: null, late: null });
  });
});

describe('lateness', () => {
  const request = sampleRequest('2018-03-12');
  const answered = (on: string) => transitions.answer(request, { on, outcome: 'granted' }, now);

  test('begins on the day after the due date and is counted in calendar days, which need no calendar', () => {
    expect(clockOf(request, '2018-04-02').late).toBe(0);
    expect(clockOf(request, '2018-04-03').late).toBe(1);
    expect(clockOf(answered('2018-04-02')).late).toBe(0);
    expect(clockOf(answered('2018-04-05')).late).toBe(3);
  });

  test('stops with the answer: what was answered in time is not late years later', () => {
    expect(clockOf(answered('2018-04-02'), '2026-11-01')).toMatchObject({ late: 0, used: 15 });
  });
});

describe('a year whose holidays are not known', () => {
  test('gives no due date but the earliest day it can be: 11 (1), 14–18 (6), 21–24 Dec (10), then ten days that may be worked', () => {
    const clock = clockOf(sampleRequest('2026-12-10'), '2026-12-11');
    expect(clock).toMatchObject({ dueOn: null, notBefore: '2027-01-03', late: null, standsFor: null });
    expect(clock.steps.at(-1)).toMatchObject({
      code: 'due-unknown',
      unknownFrom: '2026-12-25',
      known: 10,
      allowed: 20,
    });
  });

  test('that has begun already: nothing can be counted, and nothing is called overdue', () => {
    const clock = clockOf(sampleRequest('2027-03-01'), '2027-12-31');
    expect(clock).toMatchObject({ dueOn: null, notBefore: '2027-03-21', late: null });
  });

  test('does not hold up a third party’s pause: with no known end of its 15 days it lasts until the reply', () => {
    const request = transitions.pause(
      sampleRequest('2026-12-01'),
      { reason: 'third-party', from: '2026-12-18' },
      { today: '2027-02-01', calendar },
    );
    expect(clockOf(request, '2027-02-01')).toMatchObject({ standsFor: 'third-party', dueOn: null });
  });
});

describe('the steps in words', () => {
  const words = (of: InformationRequest, today?: string) =>
    clockOf(of, today)
      .steps.map((step) => stepWords(step))
      .map(({ zh, en }) => [zh, en]);

  test('tell the whole way from arrival to due date, in Chinese and in English', () => {
    expect(words(sampleRequest('2018-09-20'), '2018-09-25')).toEqual([
      ['2018-09-20，申请当面提交。', '2018-09-20: the request was handed in in person.'],
      [
        '2018-09-20，收到申请（提交当日即为收到之日）。适用2007年《政府信息公开条例》，15个工作日内答复，自次日起算。',
        '2018-09-20: received (the day of handing in is the day of receipt). The Regulation of 2007 gives 15 working days, counted from the next day.',
      ],
      ['第1个工作日是2018-09-21。', 'Working day 1 is 2018-09-21.'],
      [
        '其间法定节假日（落在周一至周五的）不计入：2018-09-24、2018-10-01至2018-10-05。',
        'Public holidays on weekdays in between do not count: 2018-09-24, 2018-10-01 to 2018-10-05.',
      ],
      [
        '其间调休上班的周末计入：2018-09-29至2018-09-30。',
        'Weekend days worked in exchange for a holiday count: 2018-09-29 to 2018-09-30.',
      ],
      [
        '第15个工作日是2018-10-17，最迟在这一天答复。',
        'Working day 15 is 2018-10-17: the answer is due by then.',
      ],
    ]);
  });

  test('of every kind of step are whole sentences in both languages, with nothing left to fill in', () => {
    const letter = { channel: 'ordinary-post', arrivedOn: '2020-06-01', confirmedOn: null } as const;
    const waiting = sampleRequest('2020-06-01', { receipt: letter });
    const open = transitions.confirm(waiting, '2020-06-01', now);
    const asked = transitions.askCorrection(open, { noticedOn: '2020-06-02', correctBy: '2020-06-12' }, now);
    const back = transitions.receiveCorrection(asked, '2020-06-05', now);
    const toldOn = '2020-06-08';
    const longer = transitions.extend(back, { approvedOn: toldOn, toldOn, days: 1 }, now);
    const paused = transitions.pause(longer, { reason: 'third-party', from: '2020-06-08' }, now);
    const twice = transitions.pause(paused, { reason: 'other-organs', from: '2020-06-08' }, now);
    const resumed = transitions.resume(twice, { reason: 'other-organs', to: '2020-06-09' }, now);
    const straddling = sampleRequest('2019-05-14');
    const chosen = transitions.chooseRegulation(
      straddling,
      { regulation: '2019', reason: '施行时未办结' },
      now,
    );
    const readings = [
      [waiting, '2020-06-02'],
      [asked, '2020-06-03'],
      [paused, '2020-06-09'],
      [resumed, '2020-06-30'],
      [resumed, '2020-12-30'],
      [straddling, '2019-12-31'],
      [chosen, '2019-12-31'],
      [sampleRequest('2026-12-10'), '2026-12-11'],
      [transitions.answer(open, { on: '2020-08-03', outcome: 'granted' }, now), '2020-09-01'],
      [transitions.answer(open, { on: '2020-06-03', outcome: 'granted' }, now), '2020-09-01'],
      [transitions.withdraw(asked, '2020-06-30', now), '2020-09-01'],
    ] as const;
    const codes = new Set(
      readings.flatMap(([of, today]) => clockOf(of, today).steps.map((step) => step.code)),
    );
    expect([...codes].sort()).toEqual(
      [
        'answered',
        'arrived',
        'correction-asked',
        'corrected',
        'due',
        'due-unknown',
        'extended',
        'first-day',
        'made-up',
        'opinion-over',
        'opinion-until',
        'overdue',
        'paused',
        'received',
        'resumed',
        'skipped',
        'stands',
        'straddles',
        'withdrawn',
      ].sort(),
    );
    for (const [zh = '', en = ''] of readings.flatMap(([of, today]) => words(of, today))) {
      expect(zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(en).toMatch(/^[A-Z0-9].*\.$/);
      expect(en).not.toMatch(/\p{Script=Han}|undefined|null|NaN/u);
      expect(zh).not.toMatch(/undefined|null|NaN/);
    }
  });
});

describe('for any history that may happen', () => {
  const history = fc.record({
    received: fc.integer({ min: 0, max: 7 * 365 }).map((after) => addDays('2018-01-01', after)),
    pauses: fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 10 }), length: fc.integer({ min: 0, max: 20 }) }),
      {
        maxLength: 3,
      },
    ),
    days: fc.integer({ min: 1, max: 15 }),
  });

  const played = (received: string, pauses: readonly { after: number; length: number }[]) => {
    let request = sampleRequest(received);
    let at = received;
    for (const { after, length } of pauses) {
      const from = addDays(at, after);
      const to = addDays(from, length);
      request = transitions.pause(request, { reason: 'third-party', from }, now);
      request = transitions.resume(request, { reason: 'third-party', to }, now);
      at = to;
    }
    return request;
  };

  test('a pause never makes a request due earlier, and an extension always makes it due later', () => {
    fc.assert(
      fc.property(history, ({ received, pauses, days }) => {
        const plain = clockOf(sampleRequest(received)).dueOn!;
        const request = played(received, pauses);
        const due = clockOf(request).dueOn!;
        expect(due >= plain).toBe(true);
        expect(calendar.isWorkingDay(due)).toBe(true);
        const extended = { ...request, extension: { approvedOn: received, toldOn: received, days } };
        const later = clockOf(extended).dueOn!;
        expect(later > due).toBe(true);
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('used days grow by one each working day that counts, up to the due date, and reach what is allowed exactly there', () => {
    fc.assert(
      fc.property(history, ({ received, pauses }) => {
        const request = played(received, pauses);
        const { dueOn, allowed } = clockOf(request);
        expect(clockOf(request, dueOn!)).toMatchObject({ used: allowed, late: 0 });
        expect(clockOf(request, addDays(dueOn!, -1)).used).toBe(allowed - 1);
        expect(clockOf(request, addDays(dueOn!, 1)).late).toBe(1);
        expect(workingDaysBetween(calendar, received, dueOn!)).toBeGreaterThanOrEqual(allowed);
      }),
      { seed: 2018, numRuns: 300 },
    );
  });
});
