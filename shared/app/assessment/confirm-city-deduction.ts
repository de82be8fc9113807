import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { changeCityDeduction } from './change-decision.ts';
import { confirming } from './decision-steps.ts';

/** A second admin, not of the unit that it hits, confirms. */
export function confirmCityDeduction(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'confirmCityDeduction'> {
  return (call) => changeCityDeduction(deps, call, confirming('city-deduction-wrong-state'));
}
