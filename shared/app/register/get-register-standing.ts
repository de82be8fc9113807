import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import { registerStanding } from '../../domain/register/register-standing.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { pointsAtCount } from './points-at-count.ts';

/** How a unit's register stands today, counted anew at every call. */
export function getRegisterStanding(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'getRegisterStanding'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const rows = (await deps.store.all(collections.registerRows, params)).map((each) => each.value);
    const points = await pointsAtCount(deps.store, cycle, unit, rows);
    const today = shanghaiDay(await deps.clock.now());
    const standing = registerStanding(rows, cycle, unit.target, today, points?.pointsAt ?? null);
    return {
      ...standing.pace,
      registered: standing.registered,
      notCounted: { ...standing.notCounted },
      columns: cycle.columns.flatMap(({ id, label }) =>
        standing.columns
          .filter((column) => column.id === id)
          .map((column) => ({
            ...column,
            label,
            months: [...column.months],
            blankMonths: [...column.blankMonths],
          })),
      ),
      points: points === null || standing.points === null ? null : { item: points.item, ...standing.points },
    };
  };
}
