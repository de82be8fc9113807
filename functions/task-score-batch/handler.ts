import { scoreBatch } from '../../shared/app/run/score-batch.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

/** Scores a batch of units from the snapshot. */
export function createHandler(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return taskFunction(deps, tasks.scoreBatch, scoreBatch(deps));
}
