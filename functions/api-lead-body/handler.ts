import { deductionRoutes } from '../../shared/contracts/deduction-routes.ts';
import { handInRoutes } from '../../shared/contracts/hand-in-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { RegisterFileReader } from '../../shared/ports/register-files.ts';
import type { TaskCallbacks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { workPlans } from './work-plans.ts';

/** What lead bodies plan and take from units, what units say to it, and handing in. */
export function createHandler(
  deps: ApiDeps &
    Readonly<{
      callbacks: TaskCallbacks;
      calendarWhenAsked: () => Promise<WorkingCalendar>;
      readSheet: RegisterFileReader;
    }>,
) {
  return httpFunction(deps, [
    endpoint(deductionRoutes.recordDeduction, async () =>
      (await import('../../shared/app/assessment/record-deduction.ts')).recordDeduction(deps),
    ),
    endpoint(deductionRoutes.correctDeduction, async () =>
      (await import('../../shared/app/assessment/correct-deduction.ts')).correctDeduction(deps),
    ),
    endpoint(deductionRoutes.tellDeductions, async () => {
      const { tellDeductions } = await import('../../shared/app/assessment/tell-deductions.ts');
      return tellDeductions({ ...deps, calendar: await deps.calendarWhenAsked() });
    }),
    endpoint(deductionRoutes.replyToDeduction, async () =>
      (await import('../../shared/app/assessment/reply-to-deduction.ts')).replyToDeduction(deps),
    ),
    endpoint(deductionRoutes.answerDeductionReply, async () =>
      (await import('../../shared/app/assessment/answer-deduction-reply.ts')).answerDeductionReply(deps),
    ),
    endpoint(deductionRoutes.listUnitDeductions, async () =>
      (await import('../../shared/app/assessment/list-unit-deductions.ts')).listUnitDeductions(deps),
    ),
    endpoint(deductionRoutes.importDeductions, async () =>
      (await import('../../shared/app/assessment/import-deductions.ts')).importDeductions(deps),
    ),
    endpoint(deductionRoutes.listDeductions, async () =>
      (await import('../../shared/app/assessment/list-deductions.ts')).listDeductions(deps),
    ),
    endpoint(deductionRoutes.withdrawDeduction, async () =>
      (await import('../../shared/app/assessment/withdraw-deduction.ts')).withdrawDeduction(deps),
    ),
    endpoint(handInRoutes.handIn, async () =>
      (await import('../../shared/app/assessment/hand-in.ts')).handIn(deps),
    ),
    endpoint(handInRoutes.handInForBody, async () =>
      (await import('../../shared/app/assessment/hand-in-for-body.ts')).handInForBody(deps),
    ),
    endpoint(handInRoutes.getHandIn, async () =>
      (await import('../../shared/app/assessment/get-hand-in.ts')).getHandIn(deps),
    ),
    ...workPlans(deps),
  ]);
}
