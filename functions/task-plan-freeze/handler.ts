import { planFreeze } from '../../shared/app/run/plan-freeze.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Closes the office's and the bodies' records, and plans the batches. */
export function createHandler(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return taskFunction(deps, tasks.planFreeze, planFreeze(deps));
}
