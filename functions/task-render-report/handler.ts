import { renderReport } from '../../shared/app/run/render-report.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { ReportRenderer } from '../../shared/ports/report-renderer.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

type Deps = RecordsDeps & Readonly<{ runs: Files; reports: Files; signer: Signer; renderer: ReportRenderer }>;

/** Renders the run's report. */
export function createHandler(deps: Deps) {
  return taskFunction(deps, tasks.renderReport, renderReport(deps));
}
