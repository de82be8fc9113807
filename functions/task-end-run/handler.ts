import { endRun } from '../../shared/app/run/end-run.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Ends a run that was returned or failed. */
export function createHandler(deps: RecordsDeps) {
  return taskFunction(deps, tasks.endRun, endRun(deps));
}
