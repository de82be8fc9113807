import { answerDeductionReply } from '../../shared/app/assessment/answer-deduction-reply.ts';
import { confirmCityDeduction } from '../../shared/app/assessment/confirm-city-deduction.ts';
import { confirmIncident } from '../../shared/app/assessment/confirm-incident.ts';
import { correctDeduction } from '../../shared/app/assessment/correct-deduction.ts';
import { decideIncident } from '../../shared/app/assessment/decide-incident.ts';
import { getHandIn } from '../../shared/app/assessment/get-hand-in.ts';
import { givePoints } from '../../shared/app/assessment/give-points.ts';
import { handIn } from '../../shared/app/assessment/hand-in.ts';
import { listCityDeductions } from '../../shared/app/assessment/list-city-deductions.ts';
import { listDeductions } from '../../shared/app/assessment/list-deductions.ts';
import { listIncidents } from '../../shared/app/assessment/list-incidents.ts';
import { listUnitDeductions } from '../../shared/app/assessment/list-unit-deductions.ts';
import { listUnitFacts } from '../../shared/app/assessment/list-unit-facts.ts';
import { listPoints } from '../../shared/app/assessment/list-points.ts';
import { recordCityDeduction } from '../../shared/app/assessment/record-city-deduction.ts';
import { recordDeduction } from '../../shared/app/assessment/record-deduction.ts';
import { replyToDeduction } from '../../shared/app/assessment/reply-to-deduction.ts';
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
import { tellDeductions } from '../../shared/app/assessment/tell-deductions.ts';
import { withdrawDeduction } from '../../shared/app/assessment/withdraw-deduction.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { TaskCallbacks } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Points, deductions, the city's deductions, incidents, and handing in. */
export function createHandler(
  deps: RecordsDeps & Readonly<{ callbacks: TaskCallbacks; calendar: WorkingCalendar }>,
) {
  return httpFunction(deps, [
    endpoint(routes.givePoints, givePoints(deps)),
    endpoint(routes.listPoints, listPoints(deps)),
    endpoint(routes.setItemFacts, setItemFacts(deps)),
    endpoint(routes.setUnitMeasure, setUnitMeasure(deps)),
    endpoint(routes.listUnitFacts, listUnitFacts(deps)),
    endpoint(routes.recordDeduction, recordDeduction(deps)),
    endpoint(routes.correctDeduction, correctDeduction(deps)),
    endpoint(routes.tellDeductions, tellDeductions(deps)),
    endpoint(routes.replyToDeduction, replyToDeduction(deps)),
    endpoint(routes.answerDeductionReply, answerDeductionReply(deps)),
    endpoint(routes.listUnitDeductions, listUnitDeductions(deps)),
    endpoint(routes.listDeductions, listDeductions(deps)),
    endpoint(routes.withdrawDeduction, withdrawDeduction(deps)),
    endpoint(routes.handIn, handIn(deps)),
    endpoint(routes.getHandIn, getHandIn(deps)),
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
