import type { RequestDeps } from '../../shared/app/requests/request-view.ts';
import { requestRoutes } from '../../shared/contracts/request-routes.ts';
import { endpoint } from '../middleware/http.ts';

/** What can become of a request once it is in the ledger. */
export function requestChanges(deps: RequestDeps) {
  return [
    endpoint(requestRoutes.amendRequest, async () =>
      (await import('../../shared/app/requests/amend-request.ts')).amendRequest(deps),
    ),
    endpoint(requestRoutes.confirmRequest, async () =>
      (await import('../../shared/app/requests/confirm-request.ts')).confirmRequest(deps),
    ),
    endpoint(requestRoutes.askCorrection, async () =>
      (await import('../../shared/app/requests/ask-correction.ts')).askCorrection(deps),
    ),
    endpoint(requestRoutes.receiveCorrection, async () =>
      (await import('../../shared/app/requests/receive-correction.ts')).receiveCorrection(deps),
    ),
    endpoint(requestRoutes.pauseRequest, async () =>
      (await import('../../shared/app/requests/pause-request.ts')).pauseRequest(deps),
    ),
    endpoint(requestRoutes.resumeRequest, async () =>
      (await import('../../shared/app/requests/resume-request.ts')).resumeRequest(deps),
    ),
    endpoint(requestRoutes.extendRequest, async () =>
      (await import('../../shared/app/requests/extend-request.ts')).extendRequest(deps),
    ),
    endpoint(requestRoutes.answerRequest, async () =>
      (await import('../../shared/app/requests/answer-request.ts')).answerRequest(deps),
    ),
    endpoint(requestRoutes.withdrawRequest, async () =>
      (await import('../../shared/app/requests/withdraw-request.ts')).withdrawRequest(deps),
    ),
    endpoint(requestRoutes.strikeRequest, async () =>
      (await import('../../shared/app/requests/strike-request.ts')).strikeRequest(deps),
    ),
    endpoint(requestRoutes.reopenRequest, async () =>
      (await import('../../shared/app/requests/reopen-request.ts')).reopenRequest(deps),
    ),
    endpoint(requestRoutes.fileContest, async () =>
      (await import('../../shared/app/requests/file-contest.ts')).fileContest(deps),
    ),
    endpoint(requestRoutes.decideContest, async () =>
      (await import('../../shared/app/requests/decide-contest.ts')).decideContest(deps),
    ),
  ];
}
