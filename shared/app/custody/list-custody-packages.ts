import * as collections from '../../contracts/collections.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { custodyView } from './custody-view.ts';

/** So many are shown: older ones have long been removed. */
const most = 20;

/** A year's packages, the newest first. @param now real time */
export function listCustodyPackages(
  { store, clock }: Readonly<{ store: Store; clock: Clock }>,
  now: () => Date,
): UseCase<'listCustodyPackages'> {
  return async ({ params: { cycle } }) => {
    await load.cycle(store, cycle);
    const all = (await store.all(collections.custodyPackages, { cycle })).map(({ value }) => value);
    const newest = all.toSorted((left, right) => (left.at < right.at ? 1 : -1)).slice(0, most);
    return { items: await fewAtATime(newest, (each) => custodyView({ store, clock }, each, now())) };
  };
}
