import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { requireEvidenceState } from '../../domain/evidence/evidence.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock, EvidenceLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { uploadLinks } from './upload-links.ts';

/** New links for the files that have not come yet; the old ones run out by themselves. */
export function renewLinks(
  deps: Readonly<{ store: Store; clock: Clock; links: EvidenceLinks }>,
): UseCase<'renewLinks'> {
  return async ({ member, params }) => {
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    requireOpenWindow(cycle, await deps.clock.now());
    const piece = (await load.evidence(deps.store, params)).value;
    requireEvidenceState(piece, 'renewLinks');
    return { links: await uploadLinks(deps.links, piece, cycle.settings.evidence.linkSeconds) };
  };
}
