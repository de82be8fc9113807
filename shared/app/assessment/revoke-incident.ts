import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { changeIncident } from './change-decision.ts';
import { askingRevocation, confirmingRevocation } from './decision-steps.ts';

/** An admin asks that an incident be revoked, with reason and document. It counts until a second admin confirms. */
export function askIncidentRevocation(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'askIncidentRevocation'> {
  return (call) => changeIncident(deps, call, askingRevocation(call.body, 'incident-wrong-state'));
}

/** A second admin confirms that an incident is revoked. */
export function confirmIncidentRevocation(
  deps: Readonly<{ store: Store; clock: Clock }>,
): UseCase<'confirmIncidentRevocation'> {
  return (call) => changeIncident(deps, call, confirmingRevocation('incident-wrong-state'));
}
