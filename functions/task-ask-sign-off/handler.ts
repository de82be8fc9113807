import { askSignOff } from '../../shared/app/run/ask-sign-off.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { TaskCallbacks } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Asks the county office to sign off; the machine waits. */
export function createHandler(deps: RecordsDeps & Readonly<{ callbacks: TaskCallbacks }>) {
  return taskFunction(deps, tasks.askSignOff, askSignOff(deps));
}
