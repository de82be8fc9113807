import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { changeCityDeduction } from './change-decision.ts';
import { askingRevocation, confirmingRevocation } from './decision-steps.ts';

/** An admin asks that a deduction by the city be revoked, with reason and document. It counts until a second admin confirms. */
export function askCityDeductionRevocation(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'askCityDeductionRevocation'> {
  return (call) => changeCityDeduction(deps, call, askingRevocation(call.body, 'city-deduction-wrong-state'));
}

/** A second admin confirms that a deduction by the city is revoked. */
export function confirmCityDeductionRevocation(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'confirmCityDeductionRevocation'> {
  return (call) => changeCityDeduction(deps, call, confirmingRevocation('city-deduction-wrong-state'));
}
