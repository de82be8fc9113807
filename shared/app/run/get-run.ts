import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { runView } from './run-view.ts';

export function getRun(deps: Readonly<{ store: Store }>): UseCase<'getRun'> {
  return async ({ params }) => runView(deps.store, (await load.run(deps.store, params)).value);
}
