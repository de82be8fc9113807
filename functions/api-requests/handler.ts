import { amendRequest } from '../../shared/app/requests/amend-request.ts';
import { answerRequest } from '../../shared/app/requests/answer-request.ts';
import { askCorrection } from '../../shared/app/requests/ask-correction.ts';
import { chooseRegulation } from '../../shared/app/requests/choose-regulation.ts';
import { confirmRequest } from '../../shared/app/requests/confirm-request.ts';
import { countRequests } from '../../shared/app/requests/count-requests.ts';
import { decideContest } from '../../shared/app/requests/decide-contest.ts';
import { extendRequest } from '../../shared/app/requests/extend-request.ts';
import { fileContest } from '../../shared/app/requests/file-contest.ts';
import { getAnnualReportDraft } from '../../shared/app/requests/get-annual-report-draft.ts';
import { getAnnualReport } from '../../shared/app/requests/get-annual-report.ts';
import { getCountyAnnualReport } from '../../shared/app/requests/get-county-annual-report.ts';
import { getRequest } from '../../shared/app/requests/get-request.ts';
import { getRequestRules } from '../../shared/app/requests/get-request-rules.ts';
import { listRequests } from '../../shared/app/requests/list-requests.ts';
import { pauseRequest } from '../../shared/app/requests/pause-request.ts';
import { receiveCorrection } from '../../shared/app/requests/receive-correction.ts';
import { recordRequest } from '../../shared/app/requests/record-request.ts';
import { reopenRequest } from '../../shared/app/requests/reopen-request.ts';
import { resumeRequest } from '../../shared/app/requests/resume-request.ts';
import { setRequestRules } from '../../shared/app/requests/set-request-rules.ts';
import { strikeRequest } from '../../shared/app/requests/strike-request.ts';
import { withdrawRequest } from '../../shared/app/requests/withdraw-request.ts';
import { requestRoutes } from '../../shared/contracts/request-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { AnnualReportWriter } from '../../shared/ports/annual-report-writer.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps & Readonly<{ calendar: WorkingCalendar; writeAnnualReport: AnnualReportWriter }>;

/** Requests for information: a unit's ledger with the statutory clock, and the annual report that is filled from it. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(requestRoutes.recordRequest, recordRequest(deps)),
    endpoint(requestRoutes.listRequests, listRequests(deps)),
    endpoint(requestRoutes.getRequest, getRequest(deps)),
    endpoint(requestRoutes.amendRequest, amendRequest(deps)),
    endpoint(requestRoutes.confirmRequest, confirmRequest(deps)),
    endpoint(requestRoutes.askCorrection, askCorrection(deps)),
    endpoint(requestRoutes.receiveCorrection, receiveCorrection(deps)),
    endpoint(requestRoutes.pauseRequest, pauseRequest(deps)),
    endpoint(requestRoutes.resumeRequest, resumeRequest(deps)),
    endpoint(requestRoutes.extendRequest, extendRequest(deps)),
    endpoint(requestRoutes.answerRequest, answerRequest(deps)),
    endpoint(requestRoutes.withdrawRequest, withdrawRequest(deps)),
    endpoint(requestRoutes.strikeRequest, strikeRequest(deps)),
    endpoint(requestRoutes.reopenRequest, reopenRequest(deps)),
    endpoint(requestRoutes.fileContest, fileContest(deps)),
    endpoint(requestRoutes.decideContest, decideContest(deps)),
    endpoint(requestRoutes.chooseRegulation, chooseRegulation(deps)),
    endpoint(requestRoutes.countRequests, countRequests(deps)),
    endpoint(requestRoutes.getAnnualReport, getAnnualReport(deps)),
    endpoint(requestRoutes.getAnnualReportDraft, getAnnualReportDraft(deps)),
    endpoint(requestRoutes.getCountyAnnualReport, getCountyAnnualReport(deps)),
    endpoint(requestRoutes.getRequestRules, getRequestRules(deps)),
    endpoint(requestRoutes.setRequestRules, setRequestRules(deps)),
  ]);
}
