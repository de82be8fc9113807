import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireIncidentOf, type Incident } from '../../domain/assessment/incident.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { schemeOf } from '../rubric-item.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { incidentView } from './incident-view.ts';

/** An admin decides that an incident happened, with reason and document; it counts once a second admin confirms. */
export function decideIncident(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'decideIncident'> {
  return async ({ member, key, params, body }) => {
    requireNotOwnUnit(member, body.unit);
    const unit = (await load.unit(deps.store, params.cycle, body.unit)).value;
    requireIncidentOf(await schemeOf(deps.store, unit), body.kind);
    const id = idFrom(`incident ${params.cycle}`, key);
    const at = await deps.clock.now();
    const place = { ...params, incident: id };
    const fingerprint = fingerprintOf(body);
    const value: Incident = {
      ...params,
      ...body,
      id,
      decision: { status: 'stated', stated: { by: member.subject, at } },
    };
    const made = await createOnce(
      deps.store,
      { in: collections.incidents, id: place, value, fingerprint },
      {
        stream: streams.office(params.cycle),
        writes: [create(collections.incidents, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'incident.decide',
          subject: `incident:${id}`,
          details: { unit: body.unit, kind: body.kind, document: body.document },
        },
      },
    );
    return incidentView(made, member);
  };
}
