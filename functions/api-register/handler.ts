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
import { routes } from '../../shared/contracts/routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** A unit's register of published information, and its leader's word for the year. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(routes.addRegisterRows, addRegisterRows(deps)),
    endpoint(routes.listRegisterRows, listRegisterRows(deps)),
    endpoint(routes.correctRegisterRow, correctRegisterRow(deps)),
    endpoint(routes.withdrawRegisterRow, withdrawRegisterRow(deps)),
    endpoint(routes.getRegisterRowHistory, getRegisterRowHistory(deps)),
    endpoint(routes.countRegister, countUnitRegister(deps)),
    endpoint(routes.getRegisterStanding, getRegisterStanding(deps)),
    endpoint(routes.listRowsNotCounted, listRowsNotCounted(deps)),
    endpoint(routes.listLinkFindings, listLinkFindings(deps)),
    endpoint(routes.countLinkFindings, countLinkFindings(deps)),
    endpoint(routes.getLinkCheck, getLinkCheck(deps)),
    endpoint(routes.setLinkCheck, setLinkCheck(deps)),
    endpoint(routes.getUnitConfirmation, getUnitConfirmation(deps)),
    endpoint(routes.confirmUnitYear, confirmUnitYear(deps)),
  ]);
}
