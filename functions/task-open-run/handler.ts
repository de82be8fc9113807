import { openRunTask } from '../../shared/app/run/open-run.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Takes the cycle's place for a run and says whom to ask. */
export function createHandler(deps: RecordsDeps) {
  return taskFunction(deps, tasks.openRun, openRunTask(deps));
}
