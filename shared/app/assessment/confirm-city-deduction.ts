import { collections, streams } from '../../contracts/collections.ts';
import { confirmCityDeduction as confirm } from '../../domain/assessment/city-deduction.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { cityDeductionView } from './city-deduction-view.ts';

/** A second admin, not of the unit that it hits, confirms. Confirming again finds it done. */
export function confirmCityDeduction(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'confirmCityDeduction'> {
  return async ({ member, params }) => {
    const before = await load.cityDeduction(deps.store, params);
    const leadBody = (await load.body(deps.store, params.cycle, before.value.body)).value;
    if (leadBody.unit !== null) requireNotOwnUnit(member, leadBody.unit);
    if (before.value.status === 'confirmed' && before.value.confirmedBy === member.subject) {
      return cityDeductionView(before.value, member, leadBody.unit);
    }
    const at = await deps.clock.now();
    const value = confirm(before.value, member.subject, at);
    await deps.store.commit({
      stream: streams.office(params.cycle),
      writes: [replace(collections.cityDeductions, params, before, value)],
      audit: {
        at,
        actor: member.subject,
        action: 'city-deduction.confirm',
        subject: `city-deduction:${value.id}`,
        details: {},
      },
    });
    return cityDeductionView(value, member, leadBody.unit);
  };
}
