import { makeCustodyPackage } from '../../shared/app/custody/make-custody-package.ts';
import {
  answerProblem,
  getProblemLetter,
  issueProblemLetters,
  listProblemLetters,
  reportProblem,
} from '../../shared/app/problems/problem-letters.ts';
import { getReEvaluation } from '../../shared/app/re-evaluation/get-re-evaluation.ts';
import { listRevisions } from '../../shared/app/re-evaluation/list-revisions.ts';
import { previewReEvaluation } from '../../shared/app/re-evaluation/preview-re-evaluation.ts';
import { startReEvaluation } from '../../shared/app/re-evaluation/start-re-evaluation.ts';
import { withdrawReport } from '../../shared/app/re-evaluation/withdraw-report.ts';
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
import type { Executions, Files, RunFileLinks, TaskCallbacks } from '../../shared/ports/services.ts';
import type { ArchiveWriter } from '../../shared/ports/archive-writer.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = RecordsDeps &
  Readonly<{
    callbacks: TaskCallbacks;
    executions: Executions;
    runFileLinks: RunFileLinks;
    runs: Files;
    reports: Files;
    signer: Signer;
    writeArchive: ArchiveWriter;
  }>;

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
    endpoint(routes.previewReEvaluation, previewReEvaluation(deps)),
    endpoint(routes.startReEvaluation, startReEvaluation(deps)),
    endpoint(routes.getReEvaluation, getReEvaluation(deps)),
    endpoint(routes.listRevisions, listRevisions(deps)),
    endpoint(routes.makeCustodyPackage, makeCustodyPackage(deps)),
    endpoint(routes.withdrawReport, withdrawReport(deps)),
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
