import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { incidentView } from './incident-view.ts';

export function listIncidents(deps: Readonly<{ store: Store }>): UseCase<'listIncidents'> {
  return async ({ member, params, query }) => {
    await load.cycle(deps.store, params.cycle);
    const page = await deps.store.page(collections.incidents, params, query);
    return { items: page.items.map((each) => incidentView(each.value, member)), next: page.next };
  };
}
