import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** Opens a request again that was closed by mistake. */
export function reopenRequest(deps: RequestDeps): UseCase<'reopenRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.reopen',
        change: (of, now) => transitions.reopen(of, body.reason, now),
        details: {},
      },
    );
}
