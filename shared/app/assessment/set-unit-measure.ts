import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireMeasureOf, type UnitMeasure } from '../../domain/assessment/unit-facts.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { schemeOf } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

/** Records how many of something a unit had in each month, for measures that no register fills. */
export function setUnitMeasure(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'setUnitMeasure'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    requireMeasureOf(await schemeOf(deps.store, unit), params.measure);
    const before = await deps.store.get(collections.unitMeasures, params);
    const at = await deps.clock.now();
    const value: UnitMeasure = { ...params, ...body, recordedAt: at };
    if (before !== null && fingerprintOf(before.value.months) === fingerprintOf(value.months)) {
      return before.value;
    }
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
        details: { measure: params.measure, count: body.months.reduce((sum, each) => sum + each, 0) },
      },
    });
    return value;
  };
}
