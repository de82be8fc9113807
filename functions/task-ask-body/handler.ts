import { askBody } from '../../shared/app/run/ask-body.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { TaskCallbacks } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Asks a lead body to hand in; the machine waits. */
export function createHandler(deps: RecordsDeps & Readonly<{ callbacks: TaskCallbacks }>) {
  return taskFunction(deps, tasks.askBody, askBody(deps));
}
