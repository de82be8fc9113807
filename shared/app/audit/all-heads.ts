import * as collections from '../../contracts/collections.ts';
import { spreadsOf } from '../../contracts/stream-spread.ts';
import type { Store, StreamHead } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';

/** The heads of all streams of a year, or of the installation, in the order of their names, from all the parts in which they lie. */
export async function allHeads(store: Store, scope: string): Promise<readonly StreamHead[]> {
  const parts = await fewAtATime(spreadsOf(scope), (spread) =>
    store.all(collections.streamHeads, { stream: scope, spread }),
  );
  return parts
    .flat()
    .map(({ value }) => value)
    .sort((left, right) => (left.stream < right.stream ? -1 : 1));
}
