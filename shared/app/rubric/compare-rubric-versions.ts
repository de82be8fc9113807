import { compareRubrics } from '../../domain/rubric/compare-rubrics.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { loadRubric } from './load-rubric.ts';
import type { UseCase } from '../use-case.ts';

/** What differs between this version of the cycle's rubric and the one it is held against, which counts as the earlier. */
export function compareRubricVersions(deps: Readonly<{ store: Store }>): UseCase<'compareRubricVersions'> {
  return async ({ params, query }) => {
    await load.cycle(deps.store, params.cycle);
    const before = (await loadRubric(deps.store, params.cycle, query.against)).value.rubric;
    const after = (await loadRubric(deps.store, params.cycle, params.version)).value.rubric;
    return { items: compareRubrics(before, after).map((each) => ({ ...each, path: [...each.path] })) };
  };
}
