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
import { routes } from '../../shared/contracts/routes.ts';
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
    endpoint(routes.startRun, startRun(deps)),
    endpoint(routes.listRuns, listRuns(deps)),
    endpoint(routes.getRun, getRun(deps)),
    endpoint(routes.getRunFile, getRunFile(deps)),
    endpoint(routes.makeDryRun, makeDryRun(deps)),
    endpoint(routes.listDryRuns, listDryRuns(deps)),
    endpoint(routes.getDryRun, getDryRun(deps)),
    endpoint(routes.getSignOffSheet, getSignOffSheet(deps)),
    ...afterPublication(deps),
    endpoint(routes.issueProblemLetters, issueProblemLetters(deps)),
    endpoint(routes.listProblemLetters, listProblemLetters(deps)),
    endpoint(routes.getProblemLetter, getProblemLetter(deps)),
    endpoint(routes.reportProblem, reportProblem(deps)),
    endpoint(routes.answerProblem, answerProblem(deps)),
    endpoint(routes.resumeRun, resumeRun(deps)),
    endpoint(routes.reopenForRepair, reopenForRepair(deps)),
    endpoint(routes.reviewReport, reviewReport(deps)),
    endpoint(routes.signOff, signOff(deps)),
  ]);
}
