import { collections, streams } from '../../contracts/collections.ts';
import { shanghaiDay, shanghaiHour } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Member } from '../../domain/people/member.ts';
import {
  audienceKey,
  isSendingTime,
  messagesFor,
  reminderKey,
  settle,
  settledWhy,
  type Audience,
  type AudienceDuties,
} from '../../domain/reminders/reminder.ts';
import { defaultReminderSettings, type ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Instant } from '../../domain/values.ts';
import { AlreadyThere, type Store, type Write } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import { idFrom } from '../new-id.ts';
import type { StandingDeps } from '../standing/read-standings.ts';
import { create, replace } from '../writes.ts';
import { openDuties } from './open-duties.ts';

/** What a round came to, in reminders. `later`: members whose inbox changed at that moment; the next round takes them. */
export type Round = Readonly<{ said: number; settled: number; later: number }>;

/** At most this many records to a transaction, as for register rows. */
const recordsPerChange = 90;

/**
 * A round of reminders in the year of today: says what has come near and settles what is done, somebody else's, or said more
 * urgently since. A round may come twice, late, or be cut off anywhere: what is said is a record whose id follows from what
 * it says, so it is there once or not yet, and the next round says what is not there. In quiet hours nothing happens.
 */
export function sendReminders(deps: StandingDeps) {
  return async (): Promise<Round> => {
    const { store } = deps;
    const now = await deps.clock.now();
    const id = shanghaiDay(now).slice(0, 4);
    const cycle = (await store.get(collections.cycles, { cycle: id }))?.value;
    const settings =
      (await store.get(collections.reminderSettings, { cycle: id }))?.value ?? defaultReminderSettings;
    if (cycle === undefined || !isSendingTime(settings, shanghaiHour(now))) {
      return { said: 0, settled: 0, later: 0 };
    }
    const duties = new Map(
      (await openDuties(deps, cycle, settings, now)).map((each) => [audienceKey(each.audience), each]),
    );
    const members = (await store.all(collections.members, {})).map(({ value }) => value);
    const rounds = await inSlices(members, (member) => {
      const keys = member.status === 'active' ? audiencesOf(member).map(audienceKey) : [];
      const own = [...new Set(keys)].flatMap((key) => duties.get(key) ?? []);
      return roundOf({ store, cycle, settings, now }, member, own);
    });
    return {
      said: total(rounds.map(({ said }) => said)),
      settled: total(rounds.map(({ settled }) => settled)),
      later: total(rounds.map(({ later }) => later)),
    };
  };
}

/** The audiences that a member belongs to, by their roles. */
function audiencesOf(member: Member): Audience[] {
  return member.roles.flatMap((held): Audience[] => {
    switch (held.role) {
      case 'unit-staff':
        return [{ kind: 'unit', unit: held.unit }];
      case 'lead-body':
        return [{ kind: 'body', body: held.body }];
      case 'county-admin':
        return [{ kind: 'office' }];
      case 'reviewer':
      case 'signer':
        return [];
    }
  });
}

type Context = Readonly<{ store: Store; cycle: Cycle; settings: ReminderSettings; now: Instant }>;

async function roundOf(
  { store, cycle, settings, now }: Context,
  { subject }: Member,
  own: readonly AudienceDuties[],
): Promise<Round> {
  const place = { cycle: cycle.id, subject };
  const inbox = await store.all(collections.reminders, place);
  const today = shanghaiDay(now);
  const settles = inbox.flatMap((each): Write[] => {
    const why = each.value.status === 'open' ? settledWhy(each.value, own, today) : null;
    if (why === null) return [];
    const key = { ...place, reminder: each.value.id };
    return [replace(collections.reminders, key, each, settle(each.value, why, now))];
  });
  const there = new Set(inbox.map(({ value }) => value.id));
  const says = own.flatMap((of) =>
    messagesFor(of, settings, today).flatMap((message): Write[] => {
      const id = idFrom(`reminder ${cycle.id}`, reminderKey(of.audience, message, subject));
      if (there.has(id)) return [];
      const { audience, name: to } = of;
      const value = {
        ...place,
        id,
        audience,
        to,
        message,
        sentAt: now,
        readAt: null,
        status: 'open',
      } as const;
      return [create(collections.reminders, { ...place, reminder: id }, value)];
    }),
  );
  const writes = [...settles, ...says];
  try {
    for (let start = 0; start < writes.length; start += recordsPerChange) {
      const part = writes.slice(start, start + recordsPerChange);
      await store.commit({
        stream: streams.inbox(cycle.id, subject),
        writes: part,
        audit: {
          at: now,
          actor: 'system:event-send-reminders',
          action: 'reminders.round',
          subject: `inbox:${subject}`,
          details: { records: part.length },
        },
      });
    }
    return { said: says.length, settled: settles.length, later: 0 };
  } catch (error) {
    // Another round, or the member who reads, was there first.
    const lost = error instanceof Refusal && error.code === 'changed-meanwhile';
    if (lost || error instanceof AlreadyThere) return { said: 0, settled: 0, later: 1 };
    throw error;
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, each) => sum + each, 0);
}
