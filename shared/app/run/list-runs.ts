import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { runView } from './run-view.ts';

export function listRuns(deps: Readonly<{ store: Store }>): UseCase<'listRuns'> {
  return async ({ params }) => {
    await load.cycle(deps.store, params.cycle);
    const runs = await deps.store.all(collections.runs, params);
    return { items: await Promise.all(runs.map((each) => runView(deps.store, each.value))) };
  };
}
