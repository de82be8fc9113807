import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

export function getRubric(deps: Readonly<{ store: Store }>): UseCase<'getRubric'> {
  return async ({ params }) => {
    const cycle = await load.cycle(deps.store, params.cycle);
    const stored = await load.rubric(deps.store, params.cycle, cycle.value.rubric.version);
    return stored.value.rubric;
  };
}
