import * as collections from '../../contracts/collections.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { cityDeductionView } from './city-deduction-view.ts';

export function listCityDeductions(deps: Readonly<{ store: Store }>): UseCase<'listCityDeductions'> {
  return async ({ member, params, query }) => {
    await load.cycle(deps.store, params.cycle);
    const page = await deps.store.page(collections.cityDeductions, params, query);
    const bodies = (await deps.store.all(collections.bodies, params)).map((each) => each.value);
    const unitOf = (body: string) => bodies.find((each) => each.id === body)?.unit ?? null;
    return {
      items: page.items.map(({ value }) => cityDeductionView(value, member, unitOf(value.body))),
      next: page.next,
    };
  };
}
