import * as collections from '../../contracts/collections.ts';
import { shanghaiDay, shanghaiHour } from '../../domain/calendar.ts';
import type { ChannelKind } from '../../domain/reminders/delivery.ts';
import { webhookSubject } from '../../domain/reminders/notification-settings.ts';
import {
  audienceKey,
  isSendingTime,
  messagesFor,
  settle,
  settledWhy,
  type AudienceDuties,
  type ReminderMessage,
} from '../../domain/reminders/reminder.ts';
import { defaultReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Instant } from '../../domain/values.ts';
import type { Channel, Target } from '../../ports/channel.ts';
import type { Write } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { presentCycles } from '../present-cycles.ts';
import type { StandingDeps } from '../standing/read-standings.ts';
import { replace } from '../writes.ts';
import { audiencesOf } from './audiences-of.ts';
import { deliverWaiting, mailTarget, webhookTarget, type Delivered } from './deliver.ts';
import { openDuties, type YearOfDuties } from './open-duties.ts';
import { reminderId, saying, writeInbox } from './say.ts';

/**
 * What a round came to, in reminders. `later`: inboxes that changed at that moment, and what was tried in vain; the next round
 * takes them.
 */
export type Round = Readonly<{ said: number; settled: number }> & Delivered;

/** Somebody who is told, or the webhook, which is told everything. */
type Reader = Readonly<{
  subject: string;
  own: readonly AudienceDuties[];
  target: Target | null;
  /** Whether the weekly digest goes out as well. */
  digest: boolean;
}>;

/**
 * A round of reminders in the years of now: says what has come near, settles what is done, somebody else's, or said more
 * urgently since, and sends out what waits. A round may come twice, late, or be cut off anywhere: what is said is a record
 * whose id follows from what it says, so it is there once or not yet, and the next round says what is not there. In quiet hours
 * nothing happens.
 * @param keepGoing asked before each sending; what is left waits for the next round
 */
export function sendReminders(deps: StandingDeps & Readonly<{ channel: Channel }>) {
  const { store, channel } = deps;
  return async (keepGoing: () => boolean = () => true): Promise<Round> => {
    const now = await deps.clock.now();
    const cycles = await presentCycles(store, now);
    const rounds: Round[] = [];
    for (const cycle of cycles) {
      const settings =
        (await store.get(collections.reminderSettings, { cycle: cycle.id }))?.value ??
        defaultReminderSettings;
      if (!isSendingTime(settings, shanghaiHour(now))) continue;
      const year = { cycle, settings, isNewest: cycle === cycles.at(-1) };
      const readers = await readersOf(year, now);
      rounds.push(...(await fewAtATime(readers, (reader) => roundOf(year, reader, now, keepGoing))));
    }
    return rounds.reduce(together, { said: 0, settled: 0, sent: 0, givenUp: 0, later: 0 });
  };

  async function readersOf(year: YearOfDuties, now: Instant): Promise<readonly Reader[]> {
    const all = await openDuties(deps, year, now);
    const duties = new Map(all.map((each) => [audienceKey(each.audience), each]));
    const choices = new Map(
      (await store.all(collections.notifications, {})).map(({ value }) => [value.subject, value]),
    );
    const members = (await store.all(collections.members, {})).map(({ value: member }): Reader => {
      const keys = member.status === 'active' ? audiencesOf(member).map(audienceKey) : [];
      const choice = choices.get(member.subject);
      return {
        subject: member.subject,
        own: [...new Set(keys)].flatMap((key) => duties.get(key) ?? []),
        target: member.status === 'active' ? mailTarget(choice, channel) : null,
        digest: choice?.digest ?? true,
      };
    });
    const webhook = (await store.get(collections.webhooks, { cycle: year.cycle.id }))?.value;
    const target = webhookTarget(webhook, channel);
    if (target === null) return members;
    return [...members, { subject: webhookSubject, own: all, target, digest: true }];
  }

  async function roundOf(
    { cycle, settings }: YearOfDuties,
    { subject, own, target, digest }: Reader,
    now: Instant,
    keepGoing: () => boolean,
  ): Promise<Round> {
    const inbox = { cycle: cycle.id, subject };
    const today = shanghaiDay(now);
    const there = await store.all(collections.reminders, inbox);
    const settles = there.flatMap((each): Write[][] => {
      const why = each.value.status === 'open' ? settledWhy(each.value, own, today) : null;
      if (why === null) return [];
      const key = { ...inbox, reminder: each.value.id };
      return [[replace(collections.reminders, key, each, settle(each.value, why, now))]];
    });
    const known = new Set(there.map(({ value }) => value.id));
    const says = own.flatMap((of) =>
      messagesFor(of, settings, today).flatMap((message) =>
        known.has(reminderId(inbox, of.audience, message))
          ? []
          : [saying(inbox, of, message, goesOutBy(message, target, digest), now)],
      ),
    );
    const written = await writeInbox(store, inbox, [...settles, ...says], {
      at: now,
      actor: 'system:event-send-reminders',
      action: 'reminders.round',
    });
    if (!written) return { said: 0, settled: 0, sent: 0, givenUp: 0, later: 1 };
    const targets = new Map(target === null ? [] : [[target.by, target]]);
    const delivered = await deliverWaiting(deps, inbox, targets, keepGoing);
    return { said: says.length, settled: settles.length, ...delivered };
  }
}

function goesOutBy(message: ReminderMessage, target: Target | null, digest: boolean): ChannelKind | null {
  const isDigest = message.kind === 'digest' || message.kind === 'county-digest';
  return target === null || (isDigest && !digest) ? null : target.by;
}

function together(left: Round, right: Round): Round {
  return {
    said: left.said + right.said,
    settled: left.settled + right.settled,
    sent: left.sent + right.sent,
    givenUp: left.givenUp + right.givenUp,
    later: left.later + right.later,
  };
}
