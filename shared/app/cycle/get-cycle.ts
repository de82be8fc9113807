import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import type { UseCase } from '../use-case.ts';

export function getCycle(deps: Readonly<{ store: Store }>): UseCase<'getCycle'> {
  return async ({ params }) => {
    const { runsOpened: _, ...view } = (await load.cycle(deps.store, params.cycle)).value;
    return view;
  };
}
