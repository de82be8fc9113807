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
    endpoint(reEvaluationRoutes.getReEvaluation, async () =>
      (await import('../../shared/app/re-evaluation/get-re-evaluation.ts')).getReEvaluation(deps),
    ),
    endpoint(reEvaluationRoutes.listRevisions, async () =>
      (await import('../../shared/app/re-evaluation/list-revisions.ts')).listRevisions(deps),
    ),
    endpoint(custodyRoutes.requestCustodyPackage, async () =>
      (await import('../../shared/app/custody/request-custody-package.ts')).requestCustodyPackage(deps, now),
    ),
    endpoint(custodyRoutes.listCustodyPackages, async () =>
      (await import('../../shared/app/custody/list-custody-packages.ts')).listCustodyPackages(deps, now),
    ),
    endpoint(custodyRoutes.linkCustodyPackage, async () =>
      (await import('../../shared/app/custody/link-custody-package.ts')).linkCustodyPackage(deps, now),
    ),
    endpoint(reEvaluationRoutes.previewReEvaluation, async () =>
      (await import('../../shared/app/re-evaluation/preview-re-evaluation.ts')).previewReEvaluation(deps),
    ),
    endpoint(reEvaluationRoutes.startReEvaluation, async () =>
      (await import('../../shared/app/re-evaluation/start-re-evaluation.ts')).startReEvaluation(deps),
    ),
    endpoint(reEvaluationRoutes.withdrawReport, async () =>
      (await import('../../shared/app/re-evaluation/withdraw-report.ts')).withdrawReport(deps),
    ),
  ];
}
