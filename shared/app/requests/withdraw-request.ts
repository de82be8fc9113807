import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The applicant has taken the request back. */
export function withdrawRequest(deps: RequestDeps): UseCase<'withdrawRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.withdraw',
        change: (of, now) => transitions.withdraw(of, body.on, now),
        details: { on: body.on },
      },
    );
}
