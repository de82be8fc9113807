import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { withdrawEvidence as withdraw } from '../../domain/evidence/evidence.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { evidenceView } from './evidence-view.ts';

/** The unit takes a piece back before it is accepted. Doing it again for the same reason finds it done. */
export function withdrawEvidence(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'withdrawEvidence'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const at = await deps.clock.now();
    requireOpenWindow(cycle, at);
    const before = await load.evidence(deps.store, params);
    if (before.value.status === 'withdrawn' && before.value.reason === body.reason)
      return evidenceView(before.value, member);

    const piece = withdraw(before.value, body.reason, at);
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [replace(collections.evidence, params, before, piece)],
      audit: {
        at,
        actor: member.subject,
        action: 'evidence.withdraw',
        subject: `evidence:${piece.id}`,
        details: {},
      },
    });
    return evidenceView(piece, member);
  };
}
