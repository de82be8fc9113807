import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { refuse } from '../../domain/errors.ts';
import { markRead } from '../../domain/reminders/reminder.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { viewOf } from './list-inbox.ts';

/** Notes that a member has seen a reminder of their own. */
export function readReminder(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'readReminder'> {
  return async ({ member, params }) => {
    const place = { ...params, subject: member.subject };
    const before = await deps.store.get(collections.reminders, place);
    if (before === null) throw refuse.missing('reminder-unknown');
    const at = await deps.clock.now();
    const after = markRead(before.value, at);
    if (after !== before.value) {
      await deps.store.commit({
        stream: streams.inbox(params.cycle, member.subject),
        writes: [replace(collections.reminders, place, before, after)],
        audit: {
          at,
          actor: member.subject,
          action: 'reminder.read',
          subject: `reminder:${params.reminder}`,
          details: {},
        },
      });
    }
    return viewOf(after);
  };
}
