import * as collections from '../../contracts/collections.ts';
import { whoMay } from '../../domain/people/who-may.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** Who may review, deduct from, decide about and sign for a unit: for who is recused, this is who may instead. */
export function listWhoMay({ store }: Readonly<{ store: Store }>): UseCase<'listWhoMay'> {
  return async ({ params }) => {
    await load.unit(store, params.cycle, params.unit);
    const members = (await store.all(collections.members, {})).map(({ value }) => value);
    const bodies = (await store.all(collections.bodies, { cycle: params.cycle })).map(
      ({ value }) => value.id,
    );
    return { acts: whoMay(params.unit, members, bodies) };
  };
}
