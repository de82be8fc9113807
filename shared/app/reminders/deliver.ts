import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { Refusal } from '../../domain/errors.ts';
import {
  afterSending,
  beginSending,
  giveUp,
  nextStep,
  type ChannelKind,
  type Delivery,
} from '../../domain/reminders/delivery.ts';
import type { NotificationChoice, WebhookSettings } from '../../domain/reminders/notification-settings.ts';
import type { Reminder } from '../../domain/reminders/reminder.ts';
import { sayReminder } from '../../domain/reminders/reminder-words.ts';
import type { Instant } from '../../domain/values.ts';
import type { Channel, Target } from '../../ports/channel.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { replace } from '../writes.ts';

/** What went out of one inbox. `later`: tried in vain, or not reached in this round's time. */
export type Delivered = Readonly<{ sent: number; givenUp: number; later: number }>;

type Deps = Readonly<{ store: Store; clock: Clock; channel: Channel }>;
type Inbox = Readonly<{ cycle: string; subject: string }>;

/** Where a member's reminders go, if anywhere. */
export function mailTarget(choice: NotificationChoice | undefined, channel: Channel): Target | null {
  if (choice?.mail == null || !channel.carries('mail')) return null;
  return { by: 'mail', address: choice.mail, language: choice.language };
}

/** Where the county's go. */
export function webhookTarget(settings: WebhookSettings | undefined, channel: Channel): Target | null {
  if (settings?.active !== true || !channel.carries('webhook')) return null;
  return { by: 'webhook', url: settings.url, secret: settings.secret };
}

/**
 * Sends what waits in one inbox. Before each attempt it is noted that one begins, and after it what came of it, each in the
 * inbox's audit stream: whoever comes at the same time finds the note and leaves it alone.
 */
export async function deliverWaiting(
  deps: Deps,
  inbox: Inbox,
  targets: ReadonlyMap<ChannelKind, Target>,
  keepGoing: () => boolean,
): Promise<Delivered> {
  const now = await deps.clock.now();
  let [sent, givenUp, later] = [0, 0, 0];
  for (const record of await deps.store.all(collections.deliveries, inbox)) {
    const step = nextStep(record.value, now);
    if (step === 'nothing') continue;
    if (!keepGoing()) {
      later += 1;
      continue;
    }
    const done =
      step === 'give-up'
        ? await note(deps, inbox, record, giveUp(record.value, 'cut-off', now), now)
        : await attempt(deps, inbox, record, targets, now);
    if (done === 'sent') sent += 1;
    else if (done === 'given-up') givenUp += 1;
    else later += 1;
  }
  return { sent, givenUp, later };
}

async function attempt(
  deps: Deps,
  inbox: Inbox,
  record: Versioned<Delivery>,
  targets: ReadonlyMap<ChannelKind, Target>,
  now: Instant,
): Promise<Delivery['state'] | 'lost'> {
  const { reminder: id, by } = record.value;
  const target = targets.get(by);
  const reminder = (await deps.store.get(collections.reminders, { ...inbox, reminder: id }))?.value;
  if (target === undefined) return note(deps, inbox, record, giveUp(record.value, 'no-address', now), now);
  if (reminder?.status !== 'open')
    return note(deps, inbox, record, giveUp(record.value, 'settled', now), now);
  const begun = beginSending(record.value, now);
  if ((await note(deps, inbox, record, begun, now)) === 'lost') return 'lost';
  const outcome = await deps.channel.send(target, outgoing(reminder));
  return note(
    deps,
    inbox,
    { ...record, value: begun, version: record.version + 1 },
    afterSending(begun, outcome, now),
    now,
  );
}

function outgoing(of: Reminder) {
  const { id, cycle, audience, sentAt } = of;
  return { id, cycle, audience, sentAt, ...sayReminder(of.message, of.to, shanghaiDay(sentAt)) };
}

/** Writes the next state; `lost` when another round was there first. Addresses and words are in no audit entry. */
async function note(
  { store }: Deps,
  inbox: Inbox,
  before: Versioned<Delivery>,
  after: Delivery,
  at: Instant,
): Promise<Delivery['state'] | 'lost'> {
  const { reminder, by, attempts, state } = after;
  try {
    await store.commit({
      stream: streams.inbox(inbox.cycle, inbox.subject),
      writes: [replace(collections.deliveries, { ...inbox, reminder }, before, after)],
      audit: {
        at,
        actor: 'system:event-send-reminders',
        action: 'reminder.deliver',
        subject: `reminder:${reminder}`,
        details: { by, state, attempts, why: after.state === 'given-up' ? after.why : null },
      },
    });
    return state;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'changed-meanwhile') return 'lost';
    throw error;
  }
}
