import { answerAppeal } from '../../shared/app/appeals/answer-appeal.ts';
import type { AppealDeps } from '../../shared/app/appeals/appeal-window.ts';
import { decideAppeal } from '../../shared/app/appeals/decide-appeal.ts';
import { fileAppeal } from '../../shared/app/appeals/file-appeal.ts';
import { listAppeals, listUnitAppeals } from '../../shared/app/appeals/list-appeals.ts';
import { withdrawAppeal } from '../../shared/app/appeals/withdraw-appeal.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Disputes about a published report, from the unit's grounds to a second person's decision. */
export function createHandler(deps: ApiDeps & AppealDeps) {
  return httpFunction(deps, [
    endpoint(routes.fileAppeal, fileAppeal(deps)),
    endpoint(routes.withdrawAppeal, withdrawAppeal(deps)),
    endpoint(routes.answerAppeal, answerAppeal(deps)),
    endpoint(routes.decideAppeal, decideAppeal(deps)),
    endpoint(routes.listUnitAppeals, listUnitAppeals(deps)),
    endpoint(routes.listAppeals, listAppeals(deps)),
  ]);
}
