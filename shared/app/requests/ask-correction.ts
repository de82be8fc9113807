import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The applicant has been asked to correct the request: the clock stands. */
export function askCorrection(deps: RequestDeps): UseCase<'askCorrection'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.ask-correction',
        change: (of, now) => transitions.askCorrection(of, body, now),
        details: { ...body },
      },
    );
}
