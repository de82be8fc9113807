import { collections } from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { versionView } from './version-view.ts';

/** Every version of the cycle's rubric, the oldest first. */
export function listRubrics(deps: Readonly<{ store: Store }>): UseCase<'listRubrics'> {
  return async ({ params }) => {
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const found = await deps.store.all(collections.rubrics, params);
    return { items: found.map((each) => versionView(each.value, cycle)) };
  };
}
