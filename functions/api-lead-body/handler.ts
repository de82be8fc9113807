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
import { routes } from '../../shared/contracts/routes.ts';
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
    endpoint(routes.recordDeduction, recordDeduction(deps)),
    endpoint(routes.correctDeduction, correctDeduction(deps)),
    endpoint(routes.tellDeductions, tellDeductions(deps)),
    endpoint(routes.replyToDeduction, replyToDeduction(deps)),
    endpoint(routes.answerDeductionReply, answerDeductionReply(deps)),
    endpoint(routes.listUnitDeductions, listUnitDeductions(deps)),
    endpoint(routes.importDeductions, importDeductions(deps)),
    endpoint(routes.listDeductions, listDeductions(deps)),
    endpoint(routes.withdrawDeduction, withdrawDeduction(deps)),
    endpoint(routes.handIn, handIn(deps)),
    endpoint(routes.handInForBody, handInForBody(deps)),
    endpoint(routes.getHandIn, getHandIn(deps)),
    endpoint(routes.fileWorkPlan, fileWorkPlan(deps)),
    endpoint(routes.getWorkPlan, getWorkPlan(deps)),
    endpoint(routes.listWorkPlans, listWorkPlans(deps)),
    endpoint(routes.listUnitTasks, listUnitTasks(deps)),
    endpoint(routes.replyToTask, replyToTask(deps)),
    endpoint(routes.answerTask, answerTask(deps)),
    endpoint(routes.writeSummary, writeSummary(deps)),
  ]);
}
