import { deriveInputsTask } from '../../shared/app/run/derive-inputs.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Makes a re-evaluation's snapshot from the published one. */
export function createHandler(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return taskFunction(deps, tasks.deriveInputs, deriveInputsTask(deps));
}
