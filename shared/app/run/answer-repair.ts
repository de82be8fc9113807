import * as collections from '../../contracts/collections.ts';
import type { TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';

/** Tells the stopped run where an admin wants it to go on, if they have said so. Called by who asks and by who says it. */
export async function answerRepair(
  deps: Readonly<{ store: Store; callbacks: TaskCallbacks }>,
  of: Readonly<{ cycle: string; run: string }>,
): Promise<void> {
  const { cycle, run } = of;
  const task = await deps.store.get(collections.runTasks, { cycle, run, task: 'repair' });
  const { value } = await load.run(deps.store, { cycle, run });
  if (task === null || value.status !== 'active' || value.repair === null) return;
  await deps.callbacks.repaired(task.value.token, { from: value.repair.from });
}
