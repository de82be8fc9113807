import {
  answerProblem,
  getProblemLetter,
  issueProblemLetters,
  listProblemLetters,
  reportProblem,
} from '../../shared/app/problems/problem-letters.ts';
import { getDryRun, listDryRuns, makeDryRun } from '../../shared/app/run/dry-run.ts';
import { getSignOffSheet } from '../../shared/app/run/get-sign-off-sheet.ts';
import { getRun } from '../../shared/app/run/get-run.ts';
import { getRunFile } from '../../shared/app/run/get-run-file.ts';
import { listRuns } from '../../shared/app/run/list-runs.ts';
import { reopenForRepair } from '../../shared/app/run/reopen-for-repair.ts';
import { resumeRun } from '../../shared/app/run/resume-run.ts';
import { reviewReport } from '../../shared/app/run/review-report.ts';
import { signOff } from '../../shared/app/run/sign-off.ts';
import { startRun } from '../../shared/app/run/start-run.ts';
import { dryRunRoutes } from '../../shared/contracts/dry-run-routes.ts';
import { problemRoutes } from '../../shared/contracts/problem-routes.ts';
import { runRoutes } from '../../shared/contracts/run-routes.ts';
import type { Executions, RunFileLinks, TaskCallbacks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';
import { afterPublication, type AfterPublicationDeps } from './after-publication.ts';

type Deps = AfterPublicationDeps &
  ApiDeps &
  Readonly<{ callbacks: TaskCallbacks; executions: Executions; runFileLinks: RunFileLinks }>;

/** Year-end runs, as the county office starts, follows and signs them. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(runRoutes.startRun, startRun(deps)),
    endpoint(runRoutes.listRuns, listRuns(deps)),
    endpoint(runRoutes.getRun, getRun(deps)),
    endpoint(runRoutes.getRunFile, getRunFile(deps)),
    endpoint(dryRunRoutes.makeDryRun, makeDryRun(deps)),
    endpoint(dryRunRoutes.listDryRuns, listDryRuns(deps)),
    endpoint(dryRunRoutes.getDryRun, getDryRun(deps)),
    endpoint(dryRunRoutes.getSignOffSheet, getSignOffSheet(deps)),
    ...afterPublication(deps),
    endpoint(problemRoutes.issueProblemLetters, issueProblemLetters(deps)),
    endpoint(problemRoutes.listProblemLetters, listProblemLetters(deps)),
    endpoint(problemRoutes.getProblemLetter, getProblemLetter(deps)),
    endpoint(problemRoutes.reportProblem, reportProblem(deps)),
    endpoint(problemRoutes.answerProblem, answerProblem(deps)),
    endpoint(runRoutes.resumeRun, resumeRun(deps)),
    endpoint(runRoutes.reopenForRepair, reopenForRepair(deps)),
    endpoint(runRoutes.reviewReport, reviewReport(deps)),
    endpoint(runRoutes.signOff, signOff(deps)),
  ]);
}
