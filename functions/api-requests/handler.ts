import { requestRoutes } from '../../shared/contracts/request-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { AnnualReportWriter } from '../../shared/ports/annual-report-writer.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { requestChanges } from './request-changes.ts';

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
    ...requestChanges(deps),
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
