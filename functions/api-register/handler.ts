import { confirmationRoutes } from '../../shared/contracts/confirmation-routes.ts';
import { registerRoutes } from '../../shared/contracts/register-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** A unit's register of published information, and its leader's word for the year. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(registerRoutes.addRegisterRows, async () =>
      (await import('../../shared/app/register/add-register-rows.ts')).addRegisterRows(deps),
    ),
    endpoint(registerRoutes.listRegisterRows, async () =>
      (await import('../../shared/app/register/list-register-rows.ts')).listRegisterRows(deps),
    ),
    endpoint(registerRoutes.correctRegisterRow, async () =>
      (await import('../../shared/app/register/correct-register-row.ts')).correctRegisterRow(deps),
    ),
    endpoint(registerRoutes.withdrawRegisterRow, async () =>
      (await import('../../shared/app/register/withdraw-register-row.ts')).withdrawRegisterRow(deps),
    ),
    endpoint(registerRoutes.getRegisterRowHistory, async () =>
      (await import('../../shared/app/register/get-register-row-history.ts')).getRegisterRowHistory(deps),
    ),
    endpoint(registerRoutes.countRegister, async () =>
      (await import('../../shared/app/register/count-unit-register.ts')).countUnitRegister(deps),
    ),
    endpoint(registerRoutes.getRegisterStanding, async () =>
      (await import('../../shared/app/register/get-register-standing.ts')).getRegisterStanding(deps),
    ),
    endpoint(registerRoutes.listRowsNotCounted, async () =>
      (await import('../../shared/app/register/list-rows-not-counted.ts')).listRowsNotCounted(deps),
    ),
    endpoint(registerRoutes.listLinkFindings, async () =>
      (await import('../../shared/app/link-check/list-link-findings.ts')).listLinkFindings(deps),
    ),
    endpoint(registerRoutes.countLinkFindings, async () =>
      (await import('../../shared/app/link-check/list-link-findings.ts')).countLinkFindings(deps),
    ),
    endpoint(registerRoutes.getLinkCheck, async () =>
      (await import('../../shared/app/link-check/link-check-settings.ts')).getLinkCheck(deps),
    ),
    endpoint(registerRoutes.setLinkCheck, async () =>
      (await import('../../shared/app/link-check/link-check-settings.ts')).setLinkCheck(deps),
    ),
    endpoint(confirmationRoutes.getUnitConfirmation, async () =>
      (await import('../../shared/app/assessment/unit-confirmation.ts')).getUnitConfirmation(deps),
    ),
    endpoint(confirmationRoutes.confirmUnitYear, async () =>
      (await import('../../shared/app/assessment/unit-confirmation.ts')).confirmUnitYear(deps),
    ),
  ]);
}
