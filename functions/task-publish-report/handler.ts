import { publishReport } from '../../shared/app/run/publish-report.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Publishes the signed report. */
export function createHandler(deps: RecordsDeps & Readonly<{ reports: Files }>) {
  return taskFunction(deps, tasks.publishReport, publishReport(deps));
}
