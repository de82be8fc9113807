import * as collections from '../../contracts/collections.ts';
import type { TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';

/** Tells the waiting run what the county office said, if it has said it. Called by who asks and by who signs. */
export async function answerSignOff(
  deps: Readonly<{ store: Store; callbacks: TaskCallbacks }>,
  of: Readonly<{ cycle: string; run: string }>,
): Promise<void> {
  const { cycle, run } = of;
  const task = await deps.store.get(collections.runTasks, { cycle, run, task: 'sign-off' });
  const { value } = await load.run(deps.store, { cycle, run });
  if (task === null || value.status !== 'active' || value.signOff === null) return;
  await deps.callbacks.signedOff(task.value.token, value.signOff.said);
}
