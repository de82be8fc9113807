import * as collections from '../../contracts/collections.ts';
import type { Revision } from '../../domain/run/run.ts';
import type { Store } from '../../ports/store.ts';

/** A year's revisions, the first one first. */
export async function revisionsOf(store: Store, cycle: string): Promise<readonly Revision[]> {
  const all = await store.all(collections.revisions, {});
  return all.flatMap(({ value }) => (value.cycle === cycle ? [value] : []));
}
