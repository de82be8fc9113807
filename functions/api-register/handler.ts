import { confirmUnitYear, getUnitConfirmation } from '../../shared/app/assessment/unit-confirmation.ts';
import { getLinkCheck, setLinkCheck } from '../../shared/app/link-check/link-check-settings.ts';
import { countLinkFindings, listLinkFindings } from '../../shared/app/link-check/list-link-findings.ts';
import { addRegisterRows } from '../../shared/app/register/add-register-rows.ts';
import { correctRegisterRow } from '../../shared/app/register/correct-register-row.ts';
import { countUnitRegister } from '../../shared/app/register/count-unit-register.ts';
import { getRegisterRowHistory } from '../../shared/app/register/get-register-row-history.ts';
import { getRegisterStanding } from '../../shared/app/register/get-register-standing.ts';
import { listRegisterRows } from '../../shared/app/register/list-register-rows.ts';
import { listRowsNotCounted } from '../../shared/app/register/list-rows-not-counted.ts';
import { withdrawRegisterRow } from '../../shared/app/register/withdraw-register-row.ts';
import { confirmationRoutes } from '../../shared/contracts/confirmation-routes.ts';
import { registerRoutes } from '../../shared/contracts/register-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** A unit's register of published information, and its leader's word for the year. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(registerRoutes.addRegisterRows, addRegisterRows(deps)),
    endpoint(registerRoutes.listRegisterRows, listRegisterRows(deps)),
    endpoint(registerRoutes.correctRegisterRow, correctRegisterRow(deps)),
    endpoint(registerRoutes.withdrawRegisterRow, withdrawRegisterRow(deps)),
    endpoint(registerRoutes.getRegisterRowHistory, getRegisterRowHistory(deps)),
    endpoint(registerRoutes.countRegister, countUnitRegister(deps)),
    endpoint(registerRoutes.getRegisterStanding, getRegisterStanding(deps)),
    endpoint(registerRoutes.listRowsNotCounted, listRowsNotCounted(deps)),
    endpoint(registerRoutes.listLinkFindings, listLinkFindings(deps)),
    endpoint(registerRoutes.countLinkFindings, countLinkFindings(deps)),
    endpoint(registerRoutes.getLinkCheck, getLinkCheck(deps)),
    endpoint(registerRoutes.setLinkCheck, setLinkCheck(deps)),
    endpoint(confirmationRoutes.getUnitConfirmation, getUnitConfirmation(deps)),
    endpoint(confirmationRoutes.confirmUnitYear, confirmUnitYear(deps)),
  ]);
}
