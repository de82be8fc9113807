import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { CityDeduction } from '../../domain/assessment/city-deduction.ts';
import { refuse } from '../../domain/errors.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { cityDeductionView } from './city-deduction-view.ts';

/** The county office records what the city took for the field of a lead body; it counts once a second admin confirms. */
export function recordCityDeduction(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'recordCityDeduction'> {
  return async ({ member, key, params, body }) => {
    const leadBody = (await load.body(deps.store, params.cycle, body.body)).value;
    // Annex 2 doubles the city's deductions for the four fields of lead bodies, not for the portal.
    if (leadBody.gives !== 'deductions')
      throw refuse.invalid('item-not-assessed-here', { item: leadBody.item });
    const id = idFrom(`city-deduction ${params.cycle}`, key);
    const at = await deps.clock.now();
    const place = { ...params, deduction: id };
    const fingerprint = fingerprintOf(body);
    const value: CityDeduction = {
      ...params,
      ...body,
      id,
      item: leadBody.item,
      decision: { status: 'stated', stated: { by: member.subject, at } },
    };
    const made = await createOnce(
      deps.store,
      { in: collections.cityDeductions, id: place, value, fingerprint },
      {
        stream: streams.office(params.cycle),
        writes: [create(collections.cityDeductions, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'city-deduction.record',
          subject: `city-deduction:${id}`,
          details: { body: body.body, item: leadBody.item, points: body.points, document: body.document },
        },
      },
    );
    return cityDeductionView(made, member, leadBody.unit);
  };
}
