import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** The applicant has been answered. */
export function answerRequest(deps: RequestDeps): UseCase<'answerRequest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.answer',
        change: (of, now) => transitions.answer(of, body, now),
        details: { ...body },
      },
    );
}
