import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, shanghaiHour, weekdayOf } from '../../../../shared/domain/calendar.ts';
import { stageOf, type Duty } from '../../../../shared/domain/reminders/duty.ts';
import { handInDuty } from '../../../../shared/domain/reminders/hand-in-duty.ts';
import {
  isSendingTime,
  markRead,
  messagesFor,
  reminder,
  reminderKey,
  settle,
  settledWhy,
  type AudienceDuties,
  type Reminder,
} from '../../../../shared/domain/reminders/reminder.ts';
import {
  defaultReminderSettings as settings,
  dutyKinds,
  stageDaysOf,
} from '../../../../shared/domain/reminders/reminder-settings.ts';
import { sayReminder } from '../../../../shared/domain/reminders/reminder-words.ts';
import { sampleCycle, sampleId } from '../../../support/builders.ts';

const friday = '2018-06-15';
const unit002 = { kind: 'unit', unit: '002' } as const;
const returned: Duty = {
  kind: 'evidence-returned',
  id: sampleId(1),
  addressee: unit002,
  dueOn: '2018-06-18',
  facts: { title: '会议纪要', items: 'A1', status: 'returned' },
};
const days = { soon: 3, near: 0 };
const of = (duties: readonly Duty[], today = friday): AudienceDuties => ({
  audience: unit002,
  name: '商务局',
  duties: duties.map((duty) => ({ duty, stage: stageOf(duty.dueOn, today, days) })),
  county: null,
  run: null,
});
const said = (today: string, duty = returned): Reminder => ({
  status: 'open',
  cycle: '2018',
  id: sampleId(9),
  subject: 'clerk-002',
  audience: unit002,
  to: '商务局',
  message: { kind: 'duty', duty, stage: stageOf(duty.dueOn, today, days)! },
  sentAt: `${today}T01:00:00.000Z`,
  readAt: null,
});

describe('when something is said', () => {
  test('soon, on the day, and overdue, each by the calendar day', () => {
    const stages = ['2018-06-14', '2018-06-15', '2018-06-17', '2018-06-18', '2018-06-19'].map((today) =>
      stageOf('2018-06-18', today, days),
    );
    expect(stages).toEqual([null, 'soon', 'soon', 'today', 'overdue']);
    expect(stageOf('2018-06-18', '2018-06-17', { soon: 0, near: 0 })).toBeNull();
  });

  test('a hand-in is said three days before, one day before and on the day; days of both can be set', () => {
    const stagesOf = (handIn: { soon: number; near: number }) =>
      ['14', '15', '16', '17', '18', '19'].map((day) => stageOf('2018-06-18', `2018-06-${day}`, handIn));
    expect(stagesOf(stageDaysOf(settings, 'hand-in'))).toEqual([
      null,
      'soon',
      'soon',
      'near',
      'today',
      'overdue',
    ]);
    expect(stagesOf({ soon: 1, near: 0 })).toEqual([null, null, null, 'soon', 'today', 'overdue']);
    for (const kind of dutyKinds) if (kind !== 'hand-in') expect(stageDaysOf(settings, kind).near).toBe(0);
  });

  test('in no quiet hour, and never where reminders are off', () => {
    const at = (moment: string, over = settings) => isSendingTime(over, shanghaiHour(moment));
    // 07:59, 08:00, 17:59 and 18:00 in Shanghai.
    expect(at('2018-06-14T23:59:59.999Z')).toBe(false);
    expect(at('2018-06-15T00:00:00.000Z')).toBe(true);
    expect(at('2018-06-15T09:59:59.999Z')).toBe(true);
    expect(at('2018-06-15T10:00:00.000Z')).toBe(false);
    expect(at('2018-06-15T01:00:00.000Z', { ...settings, active: false })).toBe(false);
  });

  test('once a week all that is open, from its weekday on, so that a failed Monday is made up for', () => {
    const far = { ...returned, dueOn: '2018-12-01' };
    const wednesday = { ...settings, digestOn: 3 };
    const digests = (today: string) =>
      messagesFor(of([far], today), wednesday, today).filter((each) => each.kind === 'digest');
    expect(digests('2018-06-12')).toEqual([]);
    expect(digests('2018-06-13')).toMatchObject([{ week: '2018-06-11', more: 0 }]);
    expect(digests('2018-06-17')).toMatchObject([{ week: '2018-06-11' }]);
    expect(digests('2018-06-18')).toEqual([]);
    expect(messagesFor(of([far]), { ...settings, digestOn: null }, friday)).toEqual([]);
    expect(messagesFor(of([]), settings, friday)).toEqual([]);
  });

  test('a digest names twelve things and counts the rest', () => {
    const many = Array.from({ length: 15 }, (_, index) => ({
      ...returned,
      id: sampleId(index),
      dueOn: '2018-12-01',
    }));
    const [digest] = messagesFor(of(many), settings, friday);
    expect(digest).toMatchObject({ kind: 'digest', more: 3 });
    const words = sayReminder(digest!, '商务局', friday);
    expect(words.title.zh).toBe('本周要办的 15 件事');
    expect(words.body.zh).toContain('还有 3 项');
    expect(reminder.safeParse({ ...said(friday), message: digest }).success).toBe(true);
  });
});

describe('what is said is said once', () => {
  test('the same duty at the same stage is the same reminder; a new day, stage or reader makes another', () => {
    const key = (over: Partial<Duty> = {}, stage: 'soon' | 'today' = 'soon', subject = 'clerk-002') =>
      reminderKey(unit002, { kind: 'duty', duty: { ...returned, ...over }, stage }, subject);
    expect(key({ facts: { title: '改了名' } })).toBe(key());
    const others = [key({ dueOn: '2018-06-19' }), key({}, 'today'), key({}, 'soon', 'clerk-015')];
    expect(new Set([key(), ...others]).size).toBe(4);
  });

  test('until it is done, somebody else’s, or said more urgently', () => {
    const open = said(friday);
    expect(settledWhy(open, [of([returned])], friday)).toBeNull();
    expect(settledWhy(open, [of([])], friday)).toBe('done');
    expect(settledWhy(open, [], friday)).toBe('reassigned');
    expect(settledWhy(open, [of([returned], '2018-06-18')], '2018-06-18')).toBe('superseded');
    expect(settledWhy(open, [of([{ ...returned, dueOn: '2018-07-02' }])], friday)).toBe('done');
  });

  test('a digest is superseded by the next week, not before', () => {
    const [message] = messagesFor(of([{ ...returned, dueOn: '2018-12-01' }]), settings, friday);
    const open: Reminder = { ...said(friday), message: message! };
    expect(settledWhy(open, [of([])], '2018-06-17')).toBeNull();
    expect(settledWhy(open, [of([])], '2018-06-18')).toBe('superseded');
  });

  test('settling and reading again change nothing: the first time counts', () => {
    const settled = settle(said(friday), 'done', '2018-06-16T01:00:00.000Z');
    expect(settle(settled, 'reassigned', '2018-06-17T01:00:00.000Z')).toBe(settled);
    const read = markRead(said(friday), '2018-06-15T02:00:00.000Z');
    expect(markRead(read, '2018-06-16T02:00:00.000Z')).toBe(read);
  });
});

test('in Chinese and English, to the office and to nobody by name', () => {
  const { title, body } = sayReminder(said(friday).message, '商务局', friday);
  expect(title.zh).toBe('修改后重新提交佐证材料“会议纪要”（A1），6月18日前');
  expect(body.zh).toContain('商务局的同事，您好');
  expect(body.zh).toContain('还有 3 天');
  expect(body.en).toContain('Monday, 18 June');
  expect(body.en).toContain('3 days left');
});

describe('a lead body’s hand-in', () => {
  const cycle = sampleCycle();
  const open = { cycle: '2018', body: 'civil-affairs', status: 'open', extendedBy: null } as const;
  test('is due when the window closes, and once a run has asked, on the day when its time ends', () => {
    expect(handInDuty(cycle, open, null)).toMatchObject([{ id: 'year', dueOn: cycle.window.closesOn }]);
    const threeDays = { ...cycle, settings: { ...cycle.settings, handInSeconds: 3 * 86_400 } };
    // Asked at 01:00 on 5 January in Shanghai, which is 4 January in Greenwich.
    const asked = { run: '0001', at: '2019-01-04T17:00:00.000Z' };
    expect(handInDuty(threeDays, open, asked)).toMatchObject([{ id: '0001', dueOn: '2019-01-08' }]);
  });
});

test('a week has each weekday once, Monday first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const day = addDays('1990-01-01', days);
      expect(weekdayOf(day)).toBe((days % 7) + 1);
    }),
    { seed: 2018 },
  );
});
