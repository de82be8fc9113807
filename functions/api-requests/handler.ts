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
import { routes } from '../../shared/contracts/routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { AnnualReportWriter } from '../../shared/ports/annual-report-writer.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps & Readonly<{ calendar: WorkingCalendar; writeAnnualReport: AnnualReportWriter }>;

/** Requests for information: a unit's ledger with the statutory clock, and the annual report that is filled from it. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(routes.recordRequest, recordRequest(deps)),
    endpoint(routes.listRequests, listRequests(deps)),
    endpoint(routes.getRequest, getRequest(deps)),
    endpoint(routes.amendRequest, amendRequest(deps)),
    endpoint(routes.confirmRequest, confirmRequest(deps)),
    endpoint(routes.askCorrection, askCorrection(deps)),
    endpoint(routes.receiveCorrection, receiveCorrection(deps)),
    endpoint(routes.pauseRequest, pauseRequest(deps)),
    endpoint(routes.resumeRequest, resumeRequest(deps)),
    endpoint(routes.extendRequest, extendRequest(deps)),
    endpoint(routes.answerRequest, answerRequest(deps)),
    endpoint(routes.withdrawRequest, withdrawRequest(deps)),
    endpoint(routes.strikeRequest, strikeRequest(deps)),
    endpoint(routes.reopenRequest, reopenRequest(deps)),
    endpoint(routes.fileContest, fileContest(deps)),
    endpoint(routes.decideContest, decideContest(deps)),
    endpoint(routes.chooseRegulation, chooseRegulation(deps)),
    endpoint(routes.countRequests, countRequests(deps)),
    endpoint(routes.getAnnualReport, getAnnualReport(deps)),
    endpoint(routes.getAnnualReportDraft, getAnnualReportDraft(deps)),
    endpoint(routes.getCountyAnnualReport, getCountyAnnualReport(deps)),
    endpoint(routes.getRequestRules, getRequestRules(deps)),
    endpoint(routes.setRequestRules, setRequestRules(deps)),
  ]);
}
