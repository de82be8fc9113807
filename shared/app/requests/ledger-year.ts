import * as collections from '../../contracts/collections.ts';
import { refuse } from '../../domain/errors.ts';
import type { Receipt } from '../../domain/requests/request.ts';
import type { Store } from '../../ports/store.ts';

/**
 * A request stands in the ledger of the year in which it arrived. What arrived before the first year that this installation
 * knows stands in that first year, and counts there as carried over.
 * @throws Refusal `request-other-year` naming the year in whose ledger it belongs
 */
export async function requireLedgerYear(store: Store, cycle: string, { arrivedOn }: Receipt): Promise<void> {
  const year = arrivedOn.slice(0, 4);
  if (year === cycle) return;
  if (year > cycle || (await store.get(collections.cycles, { cycle: year })) !== null) {
    throw refuse.invalid('request-other-year', { year });
  }
}
