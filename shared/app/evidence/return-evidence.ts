import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { returnEvidence as giveBack } from '../../domain/evidence/evidence.ts';
import { requireNotOwnUnit, requireReviewer } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { evidenceView } from './evidence-view.ts';

/** A reviewer returns a piece, saying what to mend. Returning it again for the same reason finds it done. */
export function returnEvidence(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'returnEvidence'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    const before = await load.evidence(deps.store, params);
    before.value.items.forEach((item) => requireReviewer(member, item));
    if (before.value.status === 'returned' && before.value.reason === body.reason)
      return evidenceView(before.value, member);

    const at = await deps.clock.now();
    const piece = giveBack(before.value, member.subject, body.reason, at);
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [replace(collections.evidence, params, before, piece)],
      audit: {
        at,
        actor: member.subject,
        action: 'evidence.return',
        subject: `evidence:${piece.id}`,
        details: {},
      },
    });
    return evidenceView(piece, member);
  };
}
