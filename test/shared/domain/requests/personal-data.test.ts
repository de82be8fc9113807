import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fullApplicant,
  isRemovalDue,
  maskedApplicant,
  maskEmail,
  maskName,
  maskPhone,
  maskText,
  removeApplicant,
} from '../../../../shared/domain/requests/personal-data.ts';
import {
  request as requestSchema,
  type InformationRequest,
} from '../../../../shared/domain/requests/request.ts';
import { transitions } from '../../../../shared/domain/requests/transitions.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { sampleRequest, sampleRequestEntry, zhang } from '../../../support/requests.ts';

const now = { today: '2020-12-01', calendar: stateCouncilCalendar() };
const open = sampleRequest('2020-06-01');
const answered = transitions.answer(open, { on: '2020-06-10', outcome: 'granted' }, now);

describe('masking', () => {
  test.each([
    ['张三', '张**'],
    ['张三丰', '张**'],
    ['欧阳修文', '欧**'],
    ['𠮷野家', '𠮷**'],
    ['Ada Lovelace', 'A**'],
    ['甲', '甲**'],
  ])('of the name %s leaves %s: the length would say something too', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each([
    ['13800138000', '138****8000'],
    ['+86 138-0013-8000', '861****8000'],
    ['0825-7822222', '082****2222'],
    ['7822222', '****'],
    ['12345', '****'],
  ])('of the number %s leaves %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  test.each([
    ['zhangsf@example.cn', 'z***@example.cn'],
    ['a@example.cn', '***@example.cn'],
  ])('of the address %s leaves %s', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  test('of an applicant leaves the kind, and nothing that finds a person', () => {
    expect(maskedApplicant(open.applicant)).toEqual({
      kind: 'natural-person',
      personal: 'masked',
      name: '张**',
      phone: '138****8000',
      email: 'z***@example.cn',
      address: '****',
      removedOn: null,
    });
    expect(fullApplicant(open.applicant)).toEqual({ ...zhang, personal: 'full', removedOn: null });
  });

  test('of a text takes the applicant’s own data wherever it stands', () => {
    const text = `本人${zhang.name}，电话${zhang.phone}，住${zhang.address}，请寄${zhang.email}，${zhang.name}谢谢`;
    expect(maskText(text, open.applicant)).toBe(
      '本人张**，电话138****8000，住****，请寄z***@example.cn，张**谢谢',
    );
  });

  test('of anybody’s data leaves no name of two characters or more, no number and no address in the text', () => {
    const name = fc.stringMatching(/^[一-龥]{2,4}$/);
    const phone = fc.stringMatching(/^1[3-9][0-9]{9}$/);
    fc.assert(
      fc.property(name, phone, fc.stringMatching(/^[一-龥，。]{0,20}$/), (who, number, around) => {
        const applicant = { ...zhang, name: who, phone: number, personal: 'kept' } as const;
        const masked = maskText(`${around}${who}${number}${around}`, applicant);
        expect(masked).not.toContain(number);
        expect(masked).toContain('****');
        expect(masked).not.toContain(`${who}${number}`);
      }),
      { seed: 2018 },
    );
  });
});

describe('removing', () => {
  const struck = transitions.strike(
    sampleRequest('2020-06-01', { reference: `${zhang.name}之一` }),
    `${zhang.name}重复提交`,
    now,
  );

  test.each([
    ['an answered request', answered],
    ['a withdrawn one', transitions.withdraw(open, '2020-06-10', now)],
    ['a struck one', struck],
    [
      'one that was opened again',
      transitions.answer(
        transitions.reopen(answered, `${zhang.name}来电`, now),
        { on: '2020-06-11', outcome: 'granted' },
        now,
      ),
    ],
  ])('of %s leaves nothing of the applicant but the kind, in no field and no text', (_, of) => {
    const removed = removeApplicant(of, '2022-01-01', '2022-01-01T00:00:00.000Z');
    expect(removed.applicant).toEqual({
      personal: 'removed',
      kind: 'natural-person',
      removedOn: '2022-01-01',
    });
    const text = JSON.stringify(removed);
    for (const each of [zhang.name, zhang.phone, zhang.email, zhang.address])
      expect(text).not.toContain(each);
    expect(removed.status).toBe(of.status);
    expect(requestSchema.parse(removed)).toEqual(removed);
    expect(fullApplicant(removed.applicant)).toMatchObject({ personal: 'removed', name: null, phone: null });
    expect(removeApplicant(removed, '2023-01-01', '2023-01-01T00:00:00.000Z')).toBe(removed);
  });

  test('never makes a text longer than it was: a record at its limits can still be read', () => {
    const short = { ...zhang, name: '李', email: 'a@b.cn', address: '镇' } as const;
    const wanted = '李镇'.repeat(1000);
    const full = sampleRequest('2020-06-01', { applicant: short, wanted });
    const removed = removeApplicant(full, '2022-01-01', '2022-01-01T00:00:00.000Z');
    expect(removed.wanted).toBe('**'.repeat(1000));
    expect(requestSchema.safeParse(removed).success).toBe(true);
  });
});

describe('when it is due', () => {
  const due = (of: InformationRequest, keepDays: number, today: string) => isRemovalDue(of, keepDays, today);

  test('more than so many days after the closing', () => {
    expect(due(answered, 365, '2021-06-10')).toBe(false);
    expect(due(answered, 365, '2021-06-11')).toBe(true);
    expect(due(transitions.withdraw(open, '2020-06-10', now), 0, '2020-06-11')).toBe(true);
    expect(due(transitions.strike(open, '误登', now), 30, '2020-12-31')).toBe(false);
    expect(due(transitions.strike(open, '误登', now), 30, '2021-01-01')).toBe(true);
  });

  test('never while the request is open, whatever its age', () => {
    const waiting = sampleRequestEntry({
      receipt: { channel: 'other', arrivedOn: '2020-06-01', confirmedOn: null },
    });
    expect(due(open, 0, '2030-01-01')).toBe(false);
    expect(due(sampleRequest('2020-06-01', waiting), 0, '2030-01-01')).toBe(false);
  });

  test('never while a review or a court has not decided, and then from the last decision on', () => {
    const filed = transitions.fileContest(answered, 'review', '2020-07-01', now);
    expect(due(filed, 0, '2030-01-01')).toBe(false);
    const decided = transitions.decideContest(filed, 'review', { on: '2020-09-01', outcome: 'upheld' }, now);
    expect(due(decided, 100, '2020-12-10')).toBe(false);
    expect(due(decided, 100, '2020-12-11')).toBe(true);
    const sued = transitions.fileContest(decided, 'suit', '2020-10-01', now);
    expect(due(sued, 0, '2030-01-01')).toBe(false);
  });

  test('once: what has been removed is not due again', () => {
    const removed = removeApplicant(answered, '2022-01-01', '2022-01-01T00:00:00.000Z');
    expect(due(removed, 0, '2030-01-01')).toBe(false);
  });
});
