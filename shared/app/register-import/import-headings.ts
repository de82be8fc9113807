import * as collections from '../../contracts/collections.ts';
import { requireUnitReader, requireUnitStaff } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** What the unit has said of its headings; none when it has said nothing. */
export function getImportHeadings(deps: Readonly<{ store: Store }>): UseCase<'getImportHeadings'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const found = await deps.store.get(collections.importHeadings, params);
    return { headings: found?.value.headings ?? [] };
  };
}

/** Says what the unit's headings mean, in place of what was said before. A habit of the unit, no part of the year's record. */
export function setImportHeadings(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'setImportHeadings'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const changedAt = await deps.clock.now();
    await deps.store.put(collections.importHeadings, params, { ...params, ...body, changedAt });
    return body;
  };
}
