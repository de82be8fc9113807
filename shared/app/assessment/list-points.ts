import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { pointsView } from './points-view.ts';

export function listPoints(deps: Readonly<{ store: Store }>): UseCase<'listPoints'> {
  return async ({ member, params }) => {
    await load.unit(deps.store, params.cycle, params.unit);
    const found = await deps.store.all(collections.points, params);
    return { items: found.map((each) => pointsView(each.value, member)) };
  };
}
