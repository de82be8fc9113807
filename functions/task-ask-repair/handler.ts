import { askRepair } from '../../shared/app/run/ask-repair.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { TaskCallbacks } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** A run that has come to a stop says so; the machine waits for an admin. */
export function createHandler(deps: RecordsDeps & Readonly<{ callbacks: TaskCallbacks }>) {
  return taskFunction(deps, tasks.askRepair, askRepair(deps));
}
