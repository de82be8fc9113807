import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The corrected request has come: the clock begins anew. */
export function receiveCorrection(deps: RequestDeps): UseCase<'receiveCorrection'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.receive-correction',
        change: (of, now) => transitions.receiveCorrection(of, body.on, now),
        details: { on: body.on },
      },
    );
}
