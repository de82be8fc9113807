import { describe, expect, test } from 'vitest';
import {
  afterSending,
  beginSending,
  delivery,
  giveUp,
  mostAttempts,
  nextStep,
  waitingDelivery,
  type Delivery,
} from '../../../../shared/domain/reminders/delivery.ts';
import { sampleId } from '../../../support/builders.ts';

const now = '2018-06-17T01:00:00.000Z';
const plus = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
const waiting = waitingDelivery({ cycle: '2018', reminder: sampleId(1), subject: 'clerk', by: 'mail' }, now);

describe('a delivery', () => {
  test('is sent at once, and then nothing more is done about it', () => {
    expect(nextStep(waiting, now)).toBe('send');
    const sent = afterSending(beginSending(waiting, now), 'sent', now);
    expect(sent).toMatchObject({ state: 'sent', attempts: 1 });
    expect(nextStep(sent, plus(10_000))).toBe('nothing');
  });

  test('that was cut off in the middle is given up after an hour, and never sent again: it may have arrived', () => {
    const sending = beginSending(waiting, now);
    expect(nextStep(sending, plus(60))).toBe('nothing');
    expect(nextStep(sending, plus(61))).toBe('give-up');
    expect(nextStep(giveUp(sending, 'cut-off', plus(61)), plus(10_000))).toBe('nothing');
  });

  test('that failed waits 20, 40, 80 and 160 minutes, and is given up after the fifth attempt', () => {
    let of: Delivery = waiting;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      of = afterSending(beginSending(of, now), 'failed', now);
      if (of.state === 'waiting') waits.push((Date.parse(of.notBefore) - Date.parse(now)) / 60_000);
    }
    expect(waits).toEqual([20, 40, 80, 160]);
    expect(of).toMatchObject({ state: 'given-up', why: 'too-many-attempts', attempts: 5 });
    expect(delivery.parse(of)).toEqual(of);
  });

  test('that waits is not sent a moment before its time', () => {
    const failed = afterSending(beginSending(waiting, now), 'failed', now);
    expect(nextStep(failed, plus(19.99))).toBe('nothing');
    expect(nextStep(failed, plus(20))).toBe('send');
  });

  test('that was refused is given up at once: the same would be refused again', () => {
    expect(afterSending(beginSending(waiting, now), 'refused', now)).toMatchObject({
      state: 'given-up',
      why: 'refused',
    });
  });
});
