import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { acceptEvidence as accept } from '../../domain/evidence/evidence.ts';
import { requireNotOwnUnit, requireReviewer } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { evidenceView } from './evidence-view.ts';

/** A reviewer of every item that the piece serves accepts it. Accepting again finds it done. */
export function acceptEvidence(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'acceptEvidence'> {
  return async ({ member, params }) => {
    requireNotOwnUnit(member, params.unit);
    const before = await load.evidence(deps.store, params);
    before.value.items.forEach((item) => requireReviewer(member, item));
    if (before.value.status === 'accepted' && before.value.reviewedBy === member.subject)
      return evidenceView(before.value, member);

    const at = await deps.clock.now();
    const piece = accept(before.value, member.subject, at);
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [replace(collections.evidence, params, before, piece)],
      audit: {
        at,
        actor: member.subject,
        action: 'evidence.accept',
        subject: `evidence:${piece.id}`,
        details: {},
      },
    });
    return evidenceView(piece, member);
  };
}
