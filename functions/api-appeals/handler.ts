import { answerAppeal } from '../../shared/app/appeals/answer-appeal.ts';
import type { AppealDeps } from '../../shared/app/appeals/appeal-window.ts';
import { decideAppeal } from '../../shared/app/appeals/decide-appeal.ts';
import { fileAppeal } from '../../shared/app/appeals/file-appeal.ts';
import { listAppeals, listUnitAppeals } from '../../shared/app/appeals/list-appeals.ts';
import { withdrawAppeal } from '../../shared/app/appeals/withdraw-appeal.ts';
import { appealRoutes } from '../../shared/contracts/appeal-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Disputes about a published report, from the unit's grounds to a second person's decision. */
export function createHandler(deps: ApiDeps & AppealDeps) {
  return httpFunction(deps, [
    endpoint(appealRoutes.fileAppeal, fileAppeal(deps)),
    endpoint(appealRoutes.withdrawAppeal, withdrawAppeal(deps)),
    endpoint(appealRoutes.answerAppeal, answerAppeal(deps)),
    endpoint(appealRoutes.decideAppeal, decideAppeal(deps)),
    endpoint(appealRoutes.listUnitAppeals, listUnitAppeals(deps)),
    endpoint(appealRoutes.listAppeals, listAppeals(deps)),
  ]);
}
