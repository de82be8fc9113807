import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireKnownPlaces } from '../../domain/circular/circular-template.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/**
 * The office writes what the circular says. Audited with the runs: it is no part of what a freeze closes, and a circular is made
 * anew whenever its run renders.
 */
export function setCircularTemplate(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'setCircularTemplate'> {
  return async ({ member, params, body }) => {
    await load.cycle(deps.store, params.cycle);
    requireKnownPlaces(body);
    const before = await deps.store.get(collections.circularTemplates, params);
    if (before !== null && fingerprintOf(before.value) === fingerprintOf(body)) return body;
    await deps.store.commit({
      stream: streams.runs(params.cycle),
      writes: [
        before === null
          ? create(collections.circularTemplates, params, body)
          : replace(collections.circularTemplates, params, before, body),
      ],
      audit: {
        at: await deps.clock.now(),
        actor: member.subject,
        action: 'circular-template.set',
        subject: `cycle:${params.cycle}`,
        details: { content: fingerprintOf(body) },
      },
    });
    return body;
  };
}
