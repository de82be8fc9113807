import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { defaultReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/** When and of what people are reminded in a year. */
export function getReminderSettings({ store }: Readonly<{ store: Store }>): UseCase<'getReminderSettings'> {
  return async ({ params }) => {
    await load.cycle(store, params.cycle);
    return (await store.get(collections.reminderSettings, params))?.value ?? defaultReminderSettings;
  };
}

/** Settles it anew. Audited with the runs, as the link check is: it is no part of what a freeze closes. */
export function setReminderSettings(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'setReminderSettings'> {
  return async ({ member, params, body }) => {
    await load.cycle(deps.store, params.cycle);
    const before = await deps.store.get(collections.reminderSettings, params);
    if (JSON.stringify(before?.value) === JSON.stringify(body)) return body;
    await deps.store.commit({
      stream: streams.runs(params.cycle),
      writes: [
        before === null
          ? create(collections.reminderSettings, params, body)
          : replace(collections.reminderSettings, params, before, body),
      ],
      audit: {
        at: await deps.clock.now(),
        actor: member.subject,
        action: 'reminders.set',
        subject: `cycle:${params.cycle}`,
        details: { active: String(body.active) },
      },
    });
    return body;
  };
}
