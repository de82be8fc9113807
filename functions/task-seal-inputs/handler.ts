import { sealInputs } from '../../shared/app/run/seal-inputs.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Puts the frozen batches together into the one snapshot. */
export function createHandler(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return taskFunction(deps, tasks.sealInputs, sealInputs(deps));
}
