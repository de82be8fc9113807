import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { evidenceView } from './evidence-view.ts';

export function getEvidence(deps: Readonly<{ store: Store }>): UseCase<'getEvidence'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    return evidenceView((await load.evidence(deps.store, params)).value, member);
  };
}
