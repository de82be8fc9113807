import { collections, streams } from '../../contracts/collections.ts';
import { confirmIncident as confirm } from '../../domain/assessment/incident.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { incidentView } from './incident-view.ts';

/** A second admin, of another unit, confirms. Confirming again finds it done. */
export function confirmIncident(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'confirmIncident'> {
  return async ({ member, params }) => {
    const before = await load.incident(deps.store, params);
    requireNotOwnUnit(member, before.value.unit);
    if (before.value.status === 'confirmed' && before.value.confirmedBy === member.subject) {
      return incidentView(before.value, member);
    }
    const at = await deps.clock.now();
    const value = confirm(before.value, member.subject, at);
    await deps.store.commit({
      stream: streams.office(params.cycle),
      writes: [replace(collections.incidents, params, before, value)],
      audit: {
        at,
        actor: member.subject,
        action: 'incident.confirm',
        subject: `incident:${value.id}`,
        details: {},
      },
    });
    return incidentView(value, member);
  };
}
