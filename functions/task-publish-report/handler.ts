import { publishReport } from '../../shared/app/run/publish-report.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { IntegrityFiles } from '../../shared/ports/integrity-files.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

type Deps = RecordsDeps &
  Readonly<{ runs: Files; reports: Files; signer: Signer; integrityFiles: IntegrityFiles }>;

/** Publishes the signed report. */
export function createHandler(deps: Deps) {
  return taskFunction(deps, tasks.publishReport, publishReport(deps));
}
