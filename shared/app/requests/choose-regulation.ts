import { requireNotOwnUnit } from '../../domain/people/member.ts';
import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeRequest } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The county office says by which version of the Regulation a request goes that straddles the change; nobody for their own unit. */
export function chooseRegulation(deps: RequestDeps): UseCase<'chooseRegulation'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    return changeRequest(
      deps,
      { member, params },
      {
        action: 'request.choose-regulation',
        change: (of, now) => transitions.chooseRegulation(of, body, now),
        details: { regulation: body.regulation },
      },
    );
  };
}
