import { collections, streams } from '../../contracts/collections.ts';
import { shanghaiDay, shanghaiHour } from '../../domain/calendar.ts';
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
import { defaultReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Instant } from '../../domain/values.ts';
import { AlreadyThere, type Store, type Write } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import { idFrom } from '../new-id.ts';
import { presentCycles } from '../present-cycles.ts';
import type { StandingDeps } from '../standing/read-standings.ts';
import { create, replace } from '../writes.ts';
import { openDuties, type YearOfDuties } from './open-duties.ts';

/** What a round came to, in reminders. `later`: members whose inbox changed at that moment; the next round takes them. */
export type Round = Readonly<{ said: number; settled: number; later: number }>;

/** At most this many records to a transaction, as for register rows. */
const recordsPerChange = 90;

/**
 * A round of reminders in the years of now: says what has come near and settles what is done, somebody else's, or said more
 * urgently since. A round may come twice, late, or be cut off anywhere: what is said is a record whose id follows from what
 * it says, so it is there once or not yet, and the next round says what is not there. In quiet hours nothing happens.
 */
export function sendReminders(deps: StandingDeps) {
  const { store } = deps;
  return async (): Promise<Round> => {
    const now = await deps.clock.now();
    const cycles = await presentCycles(store, now);
    const rounds: Round[] = [];
    for (const cycle of cycles) {
      const settings =
        (await store.get(collections.reminderSettings, { cycle: cycle.id }))?.value ??
        defaultReminderSettings;
      if (!isSendingTime(settings, shanghaiHour(now))) continue;
      const year = { cycle, settings, isNewest: cycle === cycles.at(-1) };
      rounds.push(...(await roundIn(year, now)));
    }
    return {
      said: total(rounds.map(({ said }) => said)),
      settled: total(rounds.map(({ settled }) => settled)),
      later: total(rounds.map(({ later }) => later)),
    };
  };

  async function roundIn(year: YearOfDuties, now: Instant): Promise<Round[]> {
    const duties = new Map(
      (await openDuties(deps, year, now)).map((each) => [audienceKey(each.audience), each]),
    );
    const members = (await store.all(collections.members, {})).map(({ value }) => value);
    return inSlices(members, (member) => {
      const keys = member.status === 'active' ? audiencesOf(member).map(audienceKey) : [];
      const own = [...new Set(keys)].flatMap((key) => duties.get(key) ?? []);
      return roundOf({ store, now, ...year }, member, own);
    });
  }
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

type Context = YearOfDuties & Readonly<{ store: Store; now: Instant }>;

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
