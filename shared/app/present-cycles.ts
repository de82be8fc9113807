import * as collections from '../contracts/collections.ts';
import { shanghaiDay } from '../domain/calendar.ts';
import type { Cycle } from '../domain/cycle/cycle.ts';
import type { Instant } from '../domain/values.ts';
import type { Store } from '../ports/store.ts';

/**
 * The years in which there may be something to do now, of those that are loaded, the older first: this one, and the last, whose
 * lead bodies hand in, and whose last files are looked at, in January.
 */
export async function presentCycles(store: Store, now: Instant): Promise<readonly Cycle[]> {
  const year = Number(shanghaiDay(now).slice(0, 4));
  const found = await Promise.all(
    [year - 1, year].map((each) => store.get(collections.cycles, { cycle: String(each) })),
  );
  return found.flatMap((each) => (each === null ? [] : [each.value]));
}
