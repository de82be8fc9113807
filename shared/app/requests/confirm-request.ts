import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The applicant has confirmed that the request came: the clock begins. */
export function confirmRequest(deps: RequestDeps): UseCase<'confirmRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.confirm',
        change: (of, now) => transitions.confirm(of, body.on, now),
        details: { on: body.on },
      },
    );
}
