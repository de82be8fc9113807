import * as collections from '../../contracts/collections.ts';
import { defaultRequestRules, type RequestRules } from '../../domain/requests/request-rules.ts';
import type { Store } from '../../ports/store.ts';

/** The county's rules for ledgers, or what holds until it has set any. */
export async function currentRules(store: Store): Promise<RequestRules> {
  return (await store.get(collections.requestRules, {}))?.value ?? defaultRequestRules;
}
