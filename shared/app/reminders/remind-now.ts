import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { audienceKey, nudgeFor, type AudienceDuties } from '../../domain/reminders/reminder.ts';
import { defaultReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Channel } from '../../ports/channel.ts';
import * as load from '../load.ts';
import type { StandingDeps } from '../standing/read-standings.ts';
import type { UseCase } from '../use-case.ts';
import { audiencesOf } from './audiences-of.ts';
import { mailTarget } from './deliver.ts';
import { bodyDuties, unitDuties } from './open-duties.ts';
import { reminderId, saying, writeInbox } from './say.ts';

type Answer = Awaited<ReturnType<UseCase<'remindNow'>>>;

/**
 * An admin's own reminder to units and bodies of what is open, at once and at any hour; by mail it goes out in the next hour in
 * which anything does. Once a day to each: who asks again on the same day is told so, and nobody hears twice.
 */
export function remindNow(deps: StandingDeps & Readonly<{ channel: Channel }>): UseCase<'remindNow'> {
  const { store } = deps;
  return async ({ member: admin, params, body }) => {
    const cycle = (await load.cycle(store, params.cycle)).value;
    const now = await deps.clock.now();
    const settings =
      (await store.get(collections.reminderSettings, params))?.value ?? defaultReminderSettings;
    const year = { cycle, settings, isNewest: true };
    const asked = [
      ...(await unitDuties(deps, year, body.units)),
      ...(await bodyDuties(store, year, shanghaiDay(now), body.bodies)),
    ];
    const members = (await store.all(collections.members, {}))
      .map(({ value }) => value)
      .filter(({ status }) => status === 'active');
    const choices = new Map(
      (await store.all(collections.notifications, {})).map(({ value }) => [value.subject, value]),
    );

    const audiences: Answer['audiences'] = [];
    for (const of of asked) audiences.push(await remind(of));
    return { audiences };

    async function remind(of: AudienceDuties): Promise<Answer['audiences'][number]> {
      const about = { audience: audienceKey(of.audience), name: of.name };
      const message = nudgeFor(of, body.kinds, shanghaiDay(now));
      if (message === null) return { ...about, outcome: 'nothing-open', people: 0 };
      const readers = members.filter((each) =>
        audiencesOf(each).some((audience) => audienceKey(audience) === about.audience),
      );
      if (readers.length === 0) return { ...about, outcome: 'nobody-there', people: 0 };
      let people = 0;
      for (const { subject } of readers) {
        const inbox = { cycle: cycle.id, subject };
        const reminder = reminderId(inbox, of.audience, message);
        if ((await store.get(collections.reminders, { ...inbox, reminder })) !== null) continue;
        const by = mailTarget(choices.get(subject), deps.channel)?.by ?? null;
        const written = await writeInbox(store, inbox, [saying(inbox, of, message, by, now)], {
          at: now,
          actor: admin.subject,
          action: 'reminders.nudge',
        });
        if (written) people += 1;
      }
      return { ...about, outcome: people === 0 ? 'already-today' : 'reminded', people };
    }
  };
}
