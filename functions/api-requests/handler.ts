import { requestRoutes } from '../../shared/contracts/request-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { AnnualReportWriter } from '../../shared/ports/annual-report-writer.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps & Readonly<{ calendar: WorkingCalendar; writeAnnualReport: AnnualReportWriter }>;

/** Requests for information: a unit's ledger with the statutory clock, and the annual report that is filled from it. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(requestRoutes.recordRequest, async () =>
      (await import('../../shared/app/requests/record-request.ts')).recordRequest(deps),
    ),
    endpoint(requestRoutes.listRequests, async () =>
      (await import('../../shared/app/requests/list-requests.ts')).listRequests(deps),
    ),
    endpoint(requestRoutes.getRequest, async () =>
      (await import('../../shared/app/requests/get-request.ts')).getRequest(deps),
    ),
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
    endpoint(requestRoutes.chooseRegulation, async () =>
      (await import('../../shared/app/requests/choose-regulation.ts')).chooseRegulation(deps),
    ),
    endpoint(requestRoutes.countRequests, async () =>
      (await import('../../shared/app/requests/count-requests.ts')).countRequests(deps),
    ),
    endpoint(requestRoutes.getAnnualReport, async () =>
      (await import('../../shared/app/requests/get-annual-report.ts')).getAnnualReport(deps),
    ),
    endpoint(requestRoutes.getAnnualReportDraft, async () =>
      (await import('../../shared/app/requests/get-annual-report-draft.ts')).getAnnualReportDraft(deps),
    ),
    endpoint(requestRoutes.getCountyAnnualReport, async () =>
      (await import('../../shared/app/requests/get-county-annual-report.ts')).getCountyAnnualReport(deps),
    ),
    endpoint(requestRoutes.getRequestRules, async () =>
      (await import('../../shared/app/requests/get-request-rules.ts')).getRequestRules(deps),
    ),
    endpoint(requestRoutes.setRequestRules, async () =>
      (await import('../../shared/app/requests/set-request-rules.ts')).setRequestRules(deps),
    ),
  ]);
}
