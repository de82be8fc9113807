import { assessmentRoutes } from '../../shared/contracts/assessment-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Points, the city's deductions, incidents. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(assessmentRoutes.givePoints, async () =>
      (await import('../../shared/app/assessment/give-points.ts')).givePoints(deps),
    ),
    endpoint(assessmentRoutes.listPoints, async () =>
      (await import('../../shared/app/assessment/list-points.ts')).listPoints(deps),
    ),
    endpoint(assessmentRoutes.listToReview, async () =>
      (await import('../../shared/app/assessment/list-to-review.ts')).listToReview(deps),
    ),
    endpoint(assessmentRoutes.setItemFacts, async () =>
      (await import('../../shared/app/assessment/set-item-facts.ts')).setItemFacts(deps),
    ),
    endpoint(assessmentRoutes.setUnitMeasure, async () =>
      (await import('../../shared/app/assessment/set-unit-measure.ts')).setUnitMeasure(deps),
    ),
    endpoint(assessmentRoutes.listUnitFacts, async () =>
      (await import('../../shared/app/assessment/list-unit-facts.ts')).listUnitFacts(deps),
    ),
    endpoint(assessmentRoutes.recordCityDeduction, async () =>
      (await import('../../shared/app/assessment/record-city-deduction.ts')).recordCityDeduction(deps),
    ),
    endpoint(assessmentRoutes.confirmCityDeduction, async () =>
      (await import('../../shared/app/assessment/confirm-city-deduction.ts')).confirmCityDeduction(deps),
    ),
    endpoint(assessmentRoutes.askCityDeductionRevocation, async () =>
      (await import('../../shared/app/assessment/revoke-city-deduction.ts')).askCityDeductionRevocation(deps),
    ),
    endpoint(assessmentRoutes.confirmCityDeductionRevocation, async () =>
      (await import('../../shared/app/assessment/revoke-city-deduction.ts')).confirmCityDeductionRevocation(
        deps,
      ),
    ),
    endpoint(assessmentRoutes.listCityDeductions, async () =>
      (await import('../../shared/app/assessment/list-city-deductions.ts')).listCityDeductions(deps),
    ),
    endpoint(assessmentRoutes.decideIncident, async () =>
      (await import('../../shared/app/assessment/decide-incident.ts')).decideIncident(deps),
    ),
    endpoint(assessmentRoutes.confirmIncident, async () =>
      (await import('../../shared/app/assessment/confirm-incident.ts')).confirmIncident(deps),
    ),
    endpoint(assessmentRoutes.askIncidentRevocation, async () =>
      (await import('../../shared/app/assessment/revoke-incident.ts')).askIncidentRevocation(deps),
    ),
    endpoint(assessmentRoutes.confirmIncidentRevocation, async () =>
      (await import('../../shared/app/assessment/revoke-incident.ts')).confirmIncidentRevocation(deps),
    ),
    endpoint(assessmentRoutes.listIncidents, async () =>
      (await import('../../shared/app/assessment/list-incidents.ts')).listIncidents(deps),
    ),
  ]);
}
