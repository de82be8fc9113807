import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { loadRubric } from './load-rubric.ts';
import type { UseCase } from '../use-case.ts';

/** One version of the cycle's rubric, in full. */
export function getRubricVersion(deps: Readonly<{ store: Store }>): UseCase<'getRubricVersion'> {
  return async ({ params }) => {
    await load.cycle(deps.store, params.cycle);
    return (await loadRubric(deps.store, params.cycle, params.version)).value.rubric;
  };
}
