import { rubrics } from '../../contracts/stored-rubric.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { versionViewer } from './version-view.ts';

/** Every version of the cycle's rubric, the oldest first. */
export function listRubrics(deps: Readonly<{ store: Store }>): UseCase<'listRubrics'> {
  return async ({ member, params }) => {
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const found = await deps.store.all(rubrics, params);
    const view = await versionViewer(deps.store, member, cycle);
    return { items: await fewAtATime(found, (each) => view(each.value)) };
  };
}
