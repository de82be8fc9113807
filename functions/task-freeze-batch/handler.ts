import { freezeBatch } from '../../shared/app/run/freeze-batch.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Closes and freezes a batch of units. */
export function createHandler(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return taskFunction(deps, tasks.freezeBatch, freezeBatch(deps));
}
