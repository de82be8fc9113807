import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** What waited in a year when it was last counted; null where it never was. */
export function getOfficeFigures({ store }: Readonly<{ store: Store }>): UseCase<'getOfficeFigures'> {
  return async ({ params }) => {
    await load.cycle(store, params.cycle);
    return { figures: (await store.get(collections.officeFigures, params))?.value ?? null };
  };
}
