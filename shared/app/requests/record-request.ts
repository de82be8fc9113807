import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import { recordRequest as record } from '../../domain/requests/transitions.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce } from '../writes.ts';
import { requireLedgerYear } from './ledger-year.ts';
import { readingNow, requestView, type RequestDeps } from './request-view.ts';

/** Records a request in its unit's ledger. The audit trail names the way it came and the kind of applicant, nobody. */
export function recordRequest(deps: RequestDeps): UseCase<'recordRequest'> {
  return async ({ member, key, params, body }) => {
    requireUnitStaff(member, params.unit);
    await load.cycle(deps.store, params.cycle);
    await load.unit(deps.store, params.cycle, params.unit);
    await requireLedgerYear(deps.store, params.cycle, body.receipt);
    const at = await deps.clock.now();
    const id = idFrom(`request ${params.cycle} ${params.unit}`, key);
    const value = record({ ...params, id }, body, at, shanghaiDay(at));
    const place = { ...params, request: id };
    const fingerprint = fingerprintOf(body);
    const made = await createOnce(
      deps.store,
      { in: collections.requests, id: place, value, fingerprint },
      {
        stream: streams.requests(params.cycle, params.unit),
        writes: [create(collections.requests, place, value, fingerprint)],
        audit: {
          at,
          actor: member.subject,
          action: 'request.record',
          subject: `request:${id}`,
          details: {
            channel: body.receipt.channel,
            arrivedOn: body.receipt.arrivedOn,
            applicant: body.applicant.kind,
          },
        },
      },
    );
    return requestView(made, await readingNow(deps, member));
  };
}
