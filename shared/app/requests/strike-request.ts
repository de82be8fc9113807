import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** Strikes out a row that should never have been in the ledger; it stays on record and counts nowhere. */
export function strikeRequest(deps: RequestDeps): UseCase<'strikeRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.strike',
        change: (of, now) => transitions.strike(of, body.reason, now),
        details: {},
      },
    );
}
