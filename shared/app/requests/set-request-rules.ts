import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere, type Store } from '../../ports/store.ts';
import { refuse } from '../../domain/errors.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/** Sets the rules for all ledgers. Setting what holds already changes nothing. */
export function setRequestRules(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'setRequestRules'> {
  return async ({ member, body }) => {
    const before = await deps.store.get(collections.requestRules, {});
    const was = before?.value;
    if (was?.dueSoonDays === body.dueSoonDays && was.keepApplicantDays === body.keepApplicantDays) return was;
    const write =
      before === null
        ? create(collections.requestRules, {}, body)
        : replace(collections.requestRules, {}, before, body);
    try {
      await deps.store.commit({
        stream: streams.installation,
        writes: [write],
        audit: {
          at: await deps.clock.now(),
          actor: member.subject,
          action: 'request-rules.set',
          subject: 'request-rules',
          details: { ...body },
        },
      });
    } catch (error) {
      // Two admins set the first rules at once: the second has not seen the first's.
      if (error instanceof AlreadyThere) throw refuse.conflict('changed-meanwhile');
      throw error;
    }
    return body;
  };
}
