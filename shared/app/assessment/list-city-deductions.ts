import { collections } from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { cityDeductionView } from './city-deduction-view.ts';

export function listCityDeductions(deps: Readonly<{ store: Store }>): UseCase<'listCityDeductions'> {
  return async ({ member, params, query }) => {
    await load.cycle(deps.store, params.cycle);
    const page = await deps.store.page(collections.cityDeductions, params, query);
    return { items: page.items.map((each) => cityDeductionView(each.value, member)), next: page.next };
  };
}
