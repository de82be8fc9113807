import { passOverBody } from '../../shared/app/run/pass-over-body.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** The rule for a body that stayed silent. */
export function createHandler(deps: RecordsDeps) {
  return taskFunction(deps, tasks.passOverBody, passOverBody(deps));
}
