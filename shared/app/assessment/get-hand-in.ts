import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { handInView } from './hand-in.ts';

export function getHandIn(deps: Readonly<{ store: Store }>): UseCase<'getHandIn'> {
  return async ({ params }) => handInView((await load.handIn(deps.store, params.cycle, params.body)).value);
}
