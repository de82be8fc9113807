import { planRoutes } from '../../shared/contracts/plan-routes.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { endpoint } from '../middleware/http.ts';

/** What lead bodies plan for a year, and what units answer to its tasks. */
export function workPlans(deps: RecordsDeps) {
  return [
    endpoint(planRoutes.fileWorkPlan, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).fileWorkPlan(deps),
    ),
    endpoint(planRoutes.getWorkPlan, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).getWorkPlan(deps),
    ),
    endpoint(planRoutes.listWorkPlans, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).listWorkPlans(deps),
    ),
    endpoint(planRoutes.listUnitTasks, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).listUnitTasks(deps),
    ),
    endpoint(planRoutes.replyToTask, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).replyToTask(deps),
    ),
    endpoint(planRoutes.answerTask, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).answerTask(deps),
    ),
    endpoint(planRoutes.writeSummary, async () =>
      (await import('../../shared/app/plans/work-plans.ts')).writeSummary(deps),
    ),
  ];
}
