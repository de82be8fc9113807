import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

export function listUnits(deps: Readonly<{ store: Store }>): UseCase<'listUnits'> {
  return async ({ params }) => {
    await load.cycle(deps.store, params.cycle);
    const found = await deps.store.all(collections.units, params);
    return { items: found.map((each) => each.value) };
  };
}
