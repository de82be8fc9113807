import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** A third party, or other organs, have been asked for their opinion: the clock stands. */
export function pauseRequest(deps: RequestDeps): UseCase<'pauseRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.pause',
        change: (of, now) => transitions.pause(of, body, now),
        details: { ...body },
      },
    );
}
