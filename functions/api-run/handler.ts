import { dryRunRoutes } from '../../shared/contracts/dry-run-routes.ts';
import { runRoutes } from '../../shared/contracts/run-routes.ts';
import type { Executions, RunFileLinks, TaskCallbacks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { afterPublication, type AfterPublicationDeps } from './after-publication.ts';
import { problemLetters } from './problem-letters.ts';

type Deps = AfterPublicationDeps &
  ApiDeps &
  Readonly<{ callbacks: TaskCallbacks; executions: Executions; runFileLinks: RunFileLinks }>;

/** Year-end runs, as the county office starts, follows and signs them. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(runRoutes.startRun, async () =>
      (await import('../../shared/app/run/start-run.ts')).startRun(deps),
    ),
    endpoint(runRoutes.listRuns, async () =>
      (await import('../../shared/app/run/list-runs.ts')).listRuns(deps),
    ),
    endpoint(runRoutes.getRun, async () => (await import('../../shared/app/run/get-run.ts')).getRun(deps)),
    endpoint(runRoutes.getRunFile, async () =>
      (await import('../../shared/app/run/get-run-file.ts')).getRunFile(deps),
    ),
    endpoint(dryRunRoutes.makeDryRun, async () =>
      (await import('../../shared/app/run/dry-run.ts')).makeDryRun(deps),
    ),
    endpoint(dryRunRoutes.listDryRuns, async () =>
      (await import('../../shared/app/run/dry-run.ts')).listDryRuns(deps),
    ),
    endpoint(dryRunRoutes.getDryRun, async () =>
      (await import('../../shared/app/run/dry-run.ts')).getDryRun(deps),
    ),
    endpoint(dryRunRoutes.getSignOffSheet, async () =>
      (await import('../../shared/app/run/get-sign-off-sheet.ts')).getSignOffSheet(deps),
    ),
    ...afterPublication(deps),
    ...problemLetters(deps),
    endpoint(runRoutes.resumeRun, async () =>
      (await import('../../shared/app/run/resume-run.ts')).resumeRun(deps),
    ),
    endpoint(runRoutes.reopenForRepair, async () =>
      (await import('../../shared/app/run/reopen-for-repair.ts')).reopenForRepair(deps),
    ),
    endpoint(runRoutes.reviewReport, async () =>
      (await import('../../shared/app/run/review-report.ts')).reviewReport(deps),
    ),
    endpoint(runRoutes.signOff, async () => (await import('../../shared/app/run/sign-off.ts')).signOff(deps)),
  ]);
}
