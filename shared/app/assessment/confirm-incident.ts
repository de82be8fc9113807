import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { changeIncident } from './change-decision.ts';
import { confirming } from './decision-steps.ts';

/** A second admin, of another unit, confirms. */
export function confirmIncident(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'confirmIncident'> {
  return (call) => changeIncident(deps, call, confirming('incident-wrong-state'));
}
