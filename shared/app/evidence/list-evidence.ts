import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { evidenceView } from './evidence-view.ts';

export function listEvidence(deps: Readonly<{ store: Store }>): UseCase<'listEvidence'> {
  return async ({ member, params, query }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const page = await deps.store.page(collections.evidence, params, query);
    return { items: page.items.map((each) => evidenceView(each.value, member)), next: page.next };
  };
}
