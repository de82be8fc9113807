import { appealRoutes } from '../../shared/contracts/appeal-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Disputes about a published report, from the unit's grounds to a second person's decision. */
export function createHandler(
  deps: ApiDeps & Readonly<{ calendarWhenAsked: () => Promise<WorkingCalendar> }>,
) {
  const counting = async () => ({ ...deps, calendar: await deps.calendarWhenAsked() });
  return httpFunction(deps, [
    endpoint(appealRoutes.fileAppeal, async () =>
      (await import('../../shared/app/appeals/file-appeal.ts')).fileAppeal(await counting()),
    ),
    endpoint(appealRoutes.withdrawAppeal, async () =>
      (await import('../../shared/app/appeals/withdraw-appeal.ts')).withdrawAppeal(deps),
    ),
    endpoint(appealRoutes.answerAppeal, async () =>
      (await import('../../shared/app/appeals/answer-appeal.ts')).answerAppeal(deps),
    ),
    endpoint(appealRoutes.decideAppeal, async () =>
      (await import('../../shared/app/appeals/decide-appeal.ts')).decideAppeal(deps),
    ),
    endpoint(appealRoutes.listUnitAppeals, async () =>
      (await import('../../shared/app/appeals/list-appeals.ts')).listUnitAppeals(await counting()),
    ),
    endpoint(appealRoutes.listAppeals, async () =>
      (await import('../../shared/app/appeals/list-appeals.ts')).listAppeals(deps),
    ),
  ]);
}
