import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** A review or a court has decided. */
export function decideContest(deps: RequestDeps): UseCase<'decideContest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.decide-contest',
        change: (of, now) => transitions.decideContest(of, params.contest, body, now),
        details: { contest: params.contest, ...body },
      },
    );
}
