import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import type { reminderView } from '../../contracts/inbox-routes.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Reminder } from '../../domain/reminders/reminder.ts';
import { sayReminder } from '../../domain/reminders/reminder-words.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** A member's own reminders of a year, the newest first. A year's inbox is some hundred records: one query. */
export function listInbox({ store }: Readonly<{ store: Store }>): UseCase<'listInbox'> {
  return async ({ member, params, query }) => {
    await load.cycle(store, params.cycle);
    const inbox = await store.all(collections.reminders, { ...params, subject: member.subject });
    const all = inbox
      .map(({ value }) => value)
      .sort((left, right) => (placeOf(left) < placeOf(right) ? 1 : -1));
    const wanted = all
      .filter((each) => query.status === undefined || each.status === query.status)
      .filter((each) => query.after === undefined || placeOf(each) < query.after);
    const items = wanted.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(viewOf),
      next: wanted.length > items.length && last !== undefined ? placeOf(last) : null,
      unread: all.filter((each) => each.readAt === null && each.status === 'open').length,
    };
  };
}

function placeOf({ sentAt, id }: Reminder): string {
  return `${sentAt}~${id}`;
}

/** A reminder in words, counted from the day on which it was said. */
export function viewOf(of: Reminder): z.input<typeof reminderView> {
  const { id, status, message, to, sentAt, readAt } = of;
  return {
    id,
    status,
    why: of.status === 'settled' ? of.why : null,
    kind: message.kind,
    stage: message.kind === 'duty' ? message.stage : null,
    duty: message.kind === 'duty' ? message.duty.kind : null,
    dueOn: message.kind === 'duty' ? message.duty.dueOn : null,
    ...sayReminder(message, to, shanghaiDay(sentAt)),
    sentAt,
    readAt,
  };
}
