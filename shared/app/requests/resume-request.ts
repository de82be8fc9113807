import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** A consultation is over: the clock goes on. */
export function resumeRequest(deps: RequestDeps): UseCase<'resumeRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.resume',
        change: (of, now) => transitions.resume(of, body, now),
        details: { ...body },
      },
    );
}
