import { transitions } from '../../domain/requests/transitions.ts';
import type { UseCase } from '../use-case.ts';
import { changeAsStaff } from './change-request.ts';
import type { RequestDeps } from './request-view.ts';

/** A review or a lawsuit about the request has been filed. */
export function fileContest(deps: RequestDeps): UseCase<'fileContest'> {
  return ({ member, params, body }) =>
    changeAsStaff(
      deps,
      { member, params },
      {
        action: 'request.file-contest',
        change: (of, now) => transitions.fileContest(of, params.contest, body.on, now),
        details: { contest: params.contest, on: body.on },
      },
    );
}
