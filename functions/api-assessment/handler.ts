import { confirmCityDeduction } from '../../shared/app/assessment/confirm-city-deduction.ts';
import { confirmIncident } from '../../shared/app/assessment/confirm-incident.ts';
import { decideIncident } from '../../shared/app/assessment/decide-incident.ts';
import { givePoints } from '../../shared/app/assessment/give-points.ts';
import { listCityDeductions } from '../../shared/app/assessment/list-city-deductions.ts';
import { listIncidents } from '../../shared/app/assessment/list-incidents.ts';
import { listUnitFacts } from '../../shared/app/assessment/list-unit-facts.ts';
import { listPoints } from '../../shared/app/assessment/list-points.ts';
import { listToReview } from '../../shared/app/assessment/list-to-review.ts';
import { recordCityDeduction } from '../../shared/app/assessment/record-city-deduction.ts';
import {
  askCityDeductionRevocation,
  confirmCityDeductionRevocation,
} from '../../shared/app/assessment/revoke-city-deduction.ts';
import {
  askIncidentRevocation,
  confirmIncidentRevocation,
} from '../../shared/app/assessment/revoke-incident.ts';
import { setItemFacts } from '../../shared/app/assessment/set-item-facts.ts';
import { setUnitMeasure } from '../../shared/app/assessment/set-unit-measure.ts';
import { assessmentRoutes } from '../../shared/contracts/assessment-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Points, the city's deductions, incidents. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(assessmentRoutes.givePoints, givePoints(deps)),
    endpoint(assessmentRoutes.listPoints, listPoints(deps)),
    endpoint(assessmentRoutes.listToReview, listToReview(deps)),
    endpoint(assessmentRoutes.setItemFacts, setItemFacts(deps)),
    endpoint(assessmentRoutes.setUnitMeasure, setUnitMeasure(deps)),
    endpoint(assessmentRoutes.listUnitFacts, listUnitFacts(deps)),
    endpoint(assessmentRoutes.recordCityDeduction, recordCityDeduction(deps)),
    endpoint(assessmentRoutes.confirmCityDeduction, confirmCityDeduction(deps)),
    endpoint(assessmentRoutes.askCityDeductionRevocation, askCityDeductionRevocation(deps)),
    endpoint(assessmentRoutes.confirmCityDeductionRevocation, confirmCityDeductionRevocation(deps)),
    endpoint(assessmentRoutes.listCityDeductions, listCityDeductions(deps)),
    endpoint(assessmentRoutes.decideIncident, decideIncident(deps)),
    endpoint(assessmentRoutes.confirmIncident, confirmIncident(deps)),
    endpoint(assessmentRoutes.askIncidentRevocation, askIncidentRevocation(deps)),
    endpoint(assessmentRoutes.confirmIncidentRevocation, confirmIncidentRevocation(deps)),
    endpoint(assessmentRoutes.listIncidents, listIncidents(deps)),
  ]);
}
