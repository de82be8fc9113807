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
import { routes } from '../../shared/contracts/routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Points, the city's deductions, incidents. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(routes.givePoints, givePoints(deps)),
    endpoint(routes.listPoints, listPoints(deps)),
    endpoint(routes.listToReview, listToReview(deps)),
    endpoint(routes.setItemFacts, setItemFacts(deps)),
    endpoint(routes.setUnitMeasure, setUnitMeasure(deps)),
    endpoint(routes.listUnitFacts, listUnitFacts(deps)),
    endpoint(routes.recordCityDeduction, recordCityDeduction(deps)),
    endpoint(routes.confirmCityDeduction, confirmCityDeduction(deps)),
    endpoint(routes.askCityDeductionRevocation, askCityDeductionRevocation(deps)),
    endpoint(routes.confirmCityDeductionRevocation, confirmCityDeductionRevocation(deps)),
    endpoint(routes.listCityDeductions, listCityDeductions(deps)),
    endpoint(routes.decideIncident, decideIncident(deps)),
    endpoint(routes.confirmIncident, confirmIncident(deps)),
    endpoint(routes.askIncidentRevocation, askIncidentRevocation(deps)),
    endpoint(routes.confirmIncidentRevocation, confirmIncidentRevocation(deps)),
    endpoint(routes.listIncidents, listIncidents(deps)),
  ]);
}
