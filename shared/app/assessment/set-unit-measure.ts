import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { UnitMeasure } from '../../domain/assessment/unit-facts.ts';
import { requireMeasureOf } from '../../domain/assessment/fit-facts.ts';
import { refuse } from '../../domain/errors.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { schemeOf } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/**
 * Records how many of something a unit had in each month, for measures that no register fills. Who states what they saw there (`seen`;
 * of nothing recorded, zeros) is refused where it is another by now.
 */
export function setUnitMeasure(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'setUnitMeasure'> {
  return async ({ member, params, body: { seen, months } }) => {
    requireNotOwnUnit(member, params.unit);
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    requireMeasureOf(await schemeOf(deps.store, unit), params.measure);
    const before = await deps.store.get(collections.unitMeasures, params);
    const at = await deps.clock.now();
    const value: UnitMeasure = { ...params, months, recordedAt: at };
    if (before !== null && fingerprintOf(before.value.months) === fingerprintOf(months)) return before.value;
    const there = before?.value.months ?? months.map(() => 0);
    if (seen !== undefined && fingerprintOf(seen.months) !== fingerprintOf(there))
      throw refuse.conflict('changed-meanwhile');
    await deps.store.commit({
      stream: streams.unit(params.cycle, params.unit),
      writes: [
        before === null
          ? create(collections.unitMeasures, params, value)
          : replace(collections.unitMeasures, params, before, value),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'measure.set',
        subject: `unit:${params.unit}`,
        details: { measure: params.measure, count: months.reduce((sum, each) => sum + each, 0) },
      },
    });
    return value;
  };
}
