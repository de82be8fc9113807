import { linkCustodyPackage } from '../../shared/app/custody/link-custody-package.ts';
import { listCustodyPackages } from '../../shared/app/custody/list-custody-packages.ts';
import { requestCustodyPackage } from '../../shared/app/custody/request-custody-package.ts';
import { getReEvaluation } from '../../shared/app/re-evaluation/get-re-evaluation.ts';
import { listRevisions } from '../../shared/app/re-evaluation/list-revisions.ts';
import { previewReEvaluation } from '../../shared/app/re-evaluation/preview-re-evaluation.ts';
import { startReEvaluation } from '../../shared/app/re-evaluation/start-re-evaluation.ts';
import { withdrawReport } from '../../shared/app/re-evaluation/withdraw-report.ts';
import { custodyRoutes } from '../../shared/contracts/custody-routes.ts';
import { reEvaluationRoutes } from '../../shared/contracts/re-evaluation-routes.ts';
import type { Executions, Files, RunFileLinks } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { endpoint } from '../middleware/http.ts';

export type AfterPublicationDeps = RecordsDeps &
  Readonly<{
    executions: Executions;
    runFileLinks: RunFileLinks;
    runs: Files;
    reports: Files;
    signer: Signer;
    custody: Files;
    custodyLinks: RunFileLinks;
  }>;

/** Packages lie there in real time, whatever date a rehearsal stands at. */
const now = () => new Date();

/** What comes after publication: corrections, revisions, withdrawal, and handing the record on. */
export function afterPublication(deps: AfterPublicationDeps) {
  return [
    endpoint(reEvaluationRoutes.getReEvaluation, getReEvaluation(deps)),
    endpoint(reEvaluationRoutes.listRevisions, listRevisions(deps)),
    endpoint(custodyRoutes.requestCustodyPackage, requestCustodyPackage(deps, now)),
    endpoint(custodyRoutes.listCustodyPackages, listCustodyPackages(deps, now)),
    endpoint(custodyRoutes.linkCustodyPackage, linkCustodyPackage(deps, now)),
    endpoint(reEvaluationRoutes.previewReEvaluation, previewReEvaluation(deps)),
    endpoint(reEvaluationRoutes.startReEvaluation, startReEvaluation(deps)),
    endpoint(reEvaluationRoutes.withdrawReport, withdrawReport(deps)),
  ];
}
