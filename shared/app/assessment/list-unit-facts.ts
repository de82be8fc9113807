import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** What the county office has recorded of a unit: items that do not apply, scores from elsewhere, other counts. */
export function listUnitFacts(deps: Readonly<{ store: Store }>): UseCase<'listUnitFacts'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const [items, measures] = await Promise.all([
      deps.store.all(collections.itemFacts, params),
      deps.store.all(collections.unitMeasures, params),
    ]);
    return { items: items.map((each) => each.value), measures: measures.map((each) => each.value) };
  };
}
