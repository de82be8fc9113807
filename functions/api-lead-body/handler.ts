import { answerDeductionReply } from '../../shared/app/assessment/answer-deduction-reply.ts';
import { correctDeduction } from '../../shared/app/assessment/correct-deduction.ts';
import { getHandIn } from '../../shared/app/assessment/get-hand-in.ts';
import { handIn } from '../../shared/app/assessment/hand-in.ts';
import { handInForBody } from '../../shared/app/assessment/hand-in-for-body.ts';
import { importDeductions } from '../../shared/app/assessment/import-deductions.ts';
import { listDeductions } from '../../shared/app/assessment/list-deductions.ts';
import { listUnitDeductions } from '../../shared/app/assessment/list-unit-deductions.ts';
import { recordDeduction } from '../../shared/app/assessment/record-deduction.ts';
import { replyToDeduction } from '../../shared/app/assessment/reply-to-deduction.ts';
import { tellDeductions } from '../../shared/app/assessment/tell-deductions.ts';
import { withdrawDeduction } from '../../shared/app/assessment/withdraw-deduction.ts';
import {
  answerTask,
  fileWorkPlan,
  getWorkPlan,
  listUnitTasks,
  listWorkPlans,
  replyToTask,
  writeSummary,
} from '../../shared/app/plans/work-plans.ts';
import { deductionRoutes } from '../../shared/contracts/deduction-routes.ts';
import { handInRoutes } from '../../shared/contracts/hand-in-routes.ts';
import { planRoutes } from '../../shared/contracts/plan-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { RegisterFileReader } from '../../shared/ports/register-files.ts';
import type { TaskCallbacks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** What lead bodies plan and take from units, what units say to it, and handing in. */
export function createHandler(
  deps: ApiDeps &
    Readonly<{ callbacks: TaskCallbacks; calendar: WorkingCalendar; readSheet: RegisterFileReader }>,
) {
  return httpFunction(deps, [
    endpoint(deductionRoutes.recordDeduction, recordDeduction(deps)),
    endpoint(deductionRoutes.correctDeduction, correctDeduction(deps)),
    endpoint(deductionRoutes.tellDeductions, tellDeductions(deps)),
    endpoint(deductionRoutes.replyToDeduction, replyToDeduction(deps)),
    endpoint(deductionRoutes.answerDeductionReply, answerDeductionReply(deps)),
    endpoint(deductionRoutes.listUnitDeductions, listUnitDeductions(deps)),
    endpoint(deductionRoutes.importDeductions, importDeductions(deps)),
    endpoint(deductionRoutes.listDeductions, listDeductions(deps)),
    endpoint(deductionRoutes.withdrawDeduction, withdrawDeduction(deps)),
    endpoint(handInRoutes.handIn, handIn(deps)),
    endpoint(handInRoutes.handInForBody, handInForBody(deps)),
    endpoint(handInRoutes.getHandIn, getHandIn(deps)),
    endpoint(planRoutes.fileWorkPlan, fileWorkPlan(deps)),
    endpoint(planRoutes.getWorkPlan, getWorkPlan(deps)),
    endpoint(planRoutes.listWorkPlans, listWorkPlans(deps)),
    endpoint(planRoutes.listUnitTasks, listUnitTasks(deps)),
    endpoint(planRoutes.replyToTask, replyToTask(deps)),
    endpoint(planRoutes.answerTask, answerTask(deps)),
    endpoint(planRoutes.writeSummary, writeSummary(deps)),
  ]);
}
