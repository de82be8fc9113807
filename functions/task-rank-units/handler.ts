import { rankUnits } from '../../shared/app/run/rank-units.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Ranks the scored units into the run's result. */
export function createHandler(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return taskFunction(deps, tasks.rankUnits, rankUnits(deps));
}
