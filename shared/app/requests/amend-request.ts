import { requireUnitStaff } from '../../domain/people/member.ts';
import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeRequest } from './change-request.ts';
import { requireLedgerYear } from './ledger-year.ts';
import type { RequestDeps } from './request-view.ts';

/** Mends what was written down of a request while it is open. The audit trail says that, and the receipt; not the applicant. */
export function amendRequest(deps: RequestDeps): UseCase<'amendRequest'> {
  return async ({ member, params, body }) => {
    requireUnitStaff(member, params.unit);
    await requireLedgerYear(deps.store, params.cycle, body.receipt);
    return changeRequest(
      deps,
      { member, params },
      {
        action: 'request.amend',
        change: (of, now) => transitions.amend(of, body, now),
        details: {
          channel: body.receipt.channel,
          arrivedOn: body.receipt.arrivedOn,
          applicant: body.applicant.kind,
        },
      },
    );
  };
}
