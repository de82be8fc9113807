import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import { countRegister } from '../../domain/register/count-register.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** What of a unit's register counts toward its target as of now. */
export function countUnitRegister(deps: Readonly<{ store: Store }>): UseCase<'countRegister'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const rows = await deps.store.all(collections.registerRows, params);
    const counted = countRegister(
      rows.map((each) => each.value),
      cycle,
    );
    return {
      target: unit.target,
      count: counted.count,
      registered: counted.registered,
      notCounted: { ...counted.notCounted },
      months: [...counted.months],
      columns: Object.fromEntries(
        Object.entries(counted.columns).map(([id, column]) => [
          id,
          { ...column, months: [...column.months] },
        ]),
      ),
    };
  };
}
