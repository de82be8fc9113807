import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { defaultChoice, notificationChoice } from '../../domain/reminders/notification-settings.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

type Deps = Readonly<{ store: Store; clock: Clock; channel: Channel }>;

/** How a member wants to be told, beside the inbox. Nobody reads another's. */
export function getMyNotifications({ store, channel }: Deps): UseCase<'getMyNotifications'> {
  return async ({ member }) => {
    const found = await store.get(collections.notifications, { subject: member.subject });
    const { mail, language, digest } = found?.value ?? defaultChoice;
    return { mail, language, digest, mailPossible: channel.carries('mail') };
  };
}

/** Settles it anew. That it changed is on record, the address is not. */
export function setMyNotifications({ store, clock, channel }: Deps): UseCase<'setMyNotifications'> {
  return async ({ member, body }) => {
    const place = { subject: member.subject };
    const before = await store.get(collections.notifications, place);
    const choice = notificationChoice.parse(body);
    const at = await clock.now();
    const value = { ...choice, ...place, changedAt: at };
    const same =
      before !== null && JSON.stringify({ ...before.value, changedAt: at }) === JSON.stringify(value);
    if (!same) {
      await store.commit({
        stream: streams.installation,
        writes: [
          before === null
            ? create(collections.notifications, place, value)
            : replace(collections.notifications, place, before, value),
        ],
        audit: {
          at,
          actor: member.subject,
          action: 'notifications.set',
          subject: `member:${member.subject}`,
          details: { mail: String(choice.mail !== null), digest: String(choice.digest) },
        },
      });
    }
    return { ...choice, mailPossible: channel.carries('mail') };
  };
}
