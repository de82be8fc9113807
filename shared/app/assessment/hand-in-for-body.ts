import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { HandIn } from '../../domain/assessment/deduction.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { answerHandIn } from '../run/answer-hand-in.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { handInView } from './hand-in.ts';

/**
 * An admin hands in for a body that does not, saying why; the report says so too. What counts is what the body's units were told
 * of and could reply to: drafts and unanswered replies stay without effect. Possible until the freeze, also after the deadline
 * rule has passed the body over. Saying it again finds it done.
 */
export function handInForBody(
  deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>,
): UseCase<'handInForBody'> {
  return async ({ member, params, body }) => {
    await load.body(deps.store, params.cycle, params.body);
    const before = await load.handIn(deps.store, params.cycle, params.body);
    let now: HandIn = before.value;
    if (now.status !== 'handed-in') {
      const at = await deps.clock.now();
      now = {
        ...params,
        status: 'handed-in',
        at,
        by: member.subject,
        note: null,
        workReport: null,
        onBehalf: body.reason,
      };
      await deps.store.commit({
        stream: streams.body(params.cycle, params.body),
        writes: [replace(collections.handIns, params, before, now)],
        audit: {
          at,
          actor: member.subject,
          action: 'hand-in.on-behalf',
          subject: `body:${params.body}`,
          details: {},
        },
      });
    }
    await answerHandIn(deps, params.cycle, params.body);
    return handInView(now);
  };
}
