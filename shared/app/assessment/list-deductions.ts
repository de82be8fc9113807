import * as collections from '../../contracts/collections.ts';
import { requireBodyReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { deductionView } from './deduction-view.ts';

/** A body's deductions: for its own members and for the county office. */
export function listDeductions(deps: Readonly<{ store: Store }>): UseCase<'listDeductions'> {
  return async ({ member, params, query }) => {
    requireBodyReader(member, params.body);
    await load.body(deps.store, params.cycle, params.body);
    const page = await deps.store.page(collections.deductions, params, query);
    return { items: page.items.map((each) => deductionView(each.value)), next: page.next };
  };
}
