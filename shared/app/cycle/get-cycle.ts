import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

export function getCycle(deps: Readonly<{ store: Store }>): UseCase<'getCycle'> {
  return async ({ params }) => {
    const { runsOpened: _, ...cycle } = (await load.cycle(deps.store, params.cycle)).value;
    const publication = await deps.store.get(collections.publications, params);
    if (publication === null) return { ...cycle, published: null };
    const { run, revision, at, withdrawn } = publication.value;
    return { ...cycle, published: { run, revision, at, withdrawn } };
  };
}
