import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { refuse } from '../../domain/errors.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

type Deps = Readonly<{ store: Store; clock: Clock; channel: Channel }>;

/** Where the county's own systems hear of reminders; null: nowhere. The secret is not shown again. */
export function getWebhook({ store }: Deps): UseCase<'getWebhook'> {
  return async ({ params }) => {
    await load.cycle(store, params.cycle);
    const found = (await store.get(collections.webhooks, params))?.value;
    return { webhook: found === undefined ? null : { url: found.url, active: found.active } };
  };
}

/**
 * Settles it anew. A new address gets a new secret, and so does who asks for one; it is told in this answer alone, and whoever did
 * not hear it asks for another. What is so already changes nothing.
 * @param newSecret 32 random bytes in hexadecimal
 */
export function setWebhook({ store, clock, channel }: Deps, newSecret: () => string): UseCase<'setWebhook'> {
  return async ({ member, params, body }) => {
    await load.cycle(store, params.cycle);
    if (!channel.carries('webhook')) throw refuse.wrongState('webhook-not-possible');
    const before = await store.get(collections.webhooks, params);
    const { url, active, renewSecret } = body;
    if (before !== null && before.value.url === url && before.value.active === active && !renewSecret)
      return { webhook: { url, active }, secret: null };
    const isNew = before === null || before.value.url !== url || renewSecret;
    const secret = isNew ? newSecret() : before.value.secret;
    const at = await clock.now();
    const value = { url, active, secret, changedAt: at };
    await store.commit({
      stream: streams.runs(params.cycle),
      writes: [
        before === null
          ? create(collections.webhooks, params, value)
          : replace(collections.webhooks, params, before, value),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'webhook.set',
        subject: `cycle:${params.cycle}`,
        details: { host: new URL(url).host, active: String(active), newSecret: String(isNew) },
      },
    });
    return { webhook: { url, active }, secret: isNew ? secret : null };
  };
}
