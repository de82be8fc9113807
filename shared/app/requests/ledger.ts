import * as collections from '../../contracts/collections.ts';
import { closingDay, type InformationRequest } from '../../domain/requests/request.ts';
import type { Store } from '../../ports/store.ts';

/** A request that is open for longer than this stands in no list of the present year; the law's longest clock runs weeks. */
const yearsBack = 3;

/** The cycles whose ledgers a year has to look at: its own, and the loaded ones of the three years before. */
export async function ledgerCycles(store: Store, cycle: string): Promise<readonly string[]> {
  const earlier = Array.from({ length: yearsBack }, (_, back) => String(Number(cycle) - back - 1));
  const found = await Promise.all(earlier.map((each) => store.get(collections.cycles, { cycle: each })));
  return [cycle, ...earlier.filter((_, at) => found[at] !== null)];
}

/** All requests of those ledgers. A unit keeps its number from year to year, as its staff's rights do. */
export async function ledgersOf(
  store: Store,
  cycles: readonly string[],
  unit: string,
): Promise<readonly InformationRequest[]> {
  const found = await Promise.all(cycles.map((cycle) => store.all(collections.requests, { cycle, unit })));
  return found.flat().map((each) => each.value);
}

/** Whether a request belongs to what a unit works on in a year: its own ledger, and what was still open when the year began. */
export function concernsYear(of: InformationRequest, cycle: string): boolean {
  if (of.cycle === cycle) return true;
  const closed = closingDay(of);
  return of.status !== 'struck' && (closed === null || closed.slice(0, 4) >= cycle);
}
