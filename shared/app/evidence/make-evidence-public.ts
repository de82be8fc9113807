import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { isPublic, makeEvidencePublic as choose } from '../../domain/evidence/evidence.ts';
import { holds, requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { evidenceView } from './evidence-view.ts';

/**
 * The unit, or the county office, chooses whether the report names an accepted piece. Until the freeze, also after the window has
 * closed: what is accepted late can still be chosen.
 */
export function makeEvidencePublic(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'makeEvidencePublic'> {
  return async ({ member, params, body }) => {
    if (!holds(member, 'county-admin')) requireUnitStaff(member, params.unit);
    const before = await load.evidence(deps.store, params);
    const at = await deps.clock.now();
    const piece = choose(before.value, body.public, member.subject, at);
    if (isPublic(piece) === isPublic(before.value)) return evidenceView(piece, member);
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [replace(collections.evidence, params, before, piece)],
      audit: {
        at,
        actor: member.subject,
        action: body.public ? 'evidence.make-public' : 'evidence.keep-inside',
        subject: `evidence:${piece.id}`,
        details: {},
      },
    });
    return evidenceView(piece, member);
  };
}
