import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { importView } from './import-view.ts';

export function listImports(deps: Readonly<{ store: Store }>): UseCase<'listImports'> {
  return async ({ member, params, query }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const page = await deps.store.page(collections.registerImports, params, query);
    return { items: page.items.map((each) => importView(each.value)), next: page.next };
  };
}
