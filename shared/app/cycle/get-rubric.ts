import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import type { UseCase } from '../use-case.ts';

export function getRubric(deps: Readonly<{ store: Store }>): UseCase<'getRubric'> {
  return async ({ params }) => {
    const cycle = await load.cycle(deps.store, params.cycle);
    const stored = await loadRubric(deps.store, params.cycle, cycle.value.rubric.version);
    return stored.value.rubric;
  };
}
