import * as z from 'zod/mini';
import { cycleId, instant, recordId, type Instant } from '../values.ts';

/** By what a reminder goes out of the house, beside the inbox. */
export const channelKind = z.enum(['mail', 'webhook']);
export type ChannelKind = z.infer<typeof channelKind>;

const base = {
  cycle: cycleId,
  /** The reminder that goes out; its words are in the inbox of the same subject. */
  reminder: recordId,
  subject: z.string().check(z.minLength(1), z.maxLength(128)),
  by: channelKind,
  attempts: z.int().check(z.minimum(0)),
};

/**
 * How far a reminder is on its way out. `sending` is written before anything is sent: whoever finds it later knows that an
 * attempt was cut off, and that nobody can say whether it arrived. Such a one is not sent again: a reminder that is lost is
 * followed by the next stage and lies in the inbox, one that comes twice is a nuisance to everybody.
 */
export const delivery = z.discriminatedUnion('state', [
  z.strictObject({ ...base, state: z.literal('waiting'), notBefore: instant }),
  z.strictObject({ ...base, state: z.literal('sending'), since: instant }),
  z.strictObject({ ...base, state: z.literal('sent'), at: instant }),
  z.strictObject({
    ...base,
    state: z.literal('given-up'),
    at: instant,
    why: z.enum(['refused', 'too-many-attempts', 'cut-off', 'no-address', 'settled']),
  }),
]);
export type Delivery = z.infer<typeof delivery>;
export type GivenUpWhy = Extract<Delivery, { state: 'given-up' }>['why'];

/** What came of an attempt: `refused` will not be taken however often it is tried, `failed` may be tried again. */
export type SendOutcome = 'sent' | 'refused' | 'failed';

/** Tries before a delivery is given up; with the waits between them some five hours, within one day's hours. */
export const mostAttempts = 5;
/** The first wait before trying again; each later one is twice as long. */
const firstWaitMs = 20 * 60_000;
/** An attempt takes seconds; one that is still `sending` after this was cut off. */
const cutOffMs = 60 * 60_000;

/** A delivery that has not begun. */
export function waitingDelivery(
  of: Readonly<{ cycle: string; reminder: string; subject: string; by: ChannelKind }>,
  now: Instant,
): Delivery {
  return { ...of, attempts: 0, state: 'waiting', notBefore: now };
}

/** What is to be done about a delivery now. */
export function nextStep(of: Delivery, now: Instant): 'send' | 'give-up' | 'nothing' {
  if (of.state === 'waiting') return of.notBefore <= now ? 'send' : 'nothing';
  if (of.state !== 'sending') return 'nothing';
  return Date.parse(now) - Date.parse(of.since) > cutOffMs ? 'give-up' : 'nothing';
}

/** An attempt begins. */
export function beginSending(of: Delivery, now: Instant): Delivery {
  return { ...about(of), attempts: of.attempts + 1, state: 'sending', since: now };
}

/** An attempt is over. */
export function afterSending(of: Delivery, outcome: SendOutcome, now: Instant): Delivery {
  if (outcome === 'sent') return { ...about(of), state: 'sent', at: now };
  if (outcome === 'refused') return giveUp(of, 'refused', now);
  if (of.attempts >= mostAttempts) return giveUp(of, 'too-many-attempts', now);
  const notBefore = new Date(Date.parse(now) + firstWaitMs * 2 ** (of.attempts - 1)).toISOString();
  return { ...about(of), state: 'waiting', notBefore };
}

/** Nothing more is tried. */
export function giveUp(of: Delivery, why: GivenUpWhy, now: Instant): Delivery {
  return { ...about(of), state: 'given-up', at: now, why };
}

function about({ cycle, reminder, subject, by, attempts }: Delivery) {
  return { cycle, reminder, subject, by, attempts };
}
