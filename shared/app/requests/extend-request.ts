import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The time has been extended and the applicant told. */
export function extendRequest(deps: RequestDeps): UseCase<'extendRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.extend',
        change: (of, now) => transitions.extend(of, body, now),
        details: { ...body },
      },
    );
}
