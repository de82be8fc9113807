import * as collections from '../../contracts/collections.ts';
import type { TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';

/**
 * Tells the waiting run, if there is one, that a body has handed in. Both who asks and who hands in call this after
 * writing their own record, so whichever comes second finds the other's.
 */
export async function answerHandIn(
  deps: Readonly<{ store: Store; callbacks: TaskCallbacks }>,
  cycle: string,
  body: string,
): Promise<void> {
  const { activeRun } = (await load.cycle(deps.store, cycle)).value;
  if (activeRun === null) return;
  const task = await deps.store.get(collections.runTasks, { cycle, run: activeRun, task: `hand-in:${body}` });
  const handIn = await load.handIn(deps.store, cycle, body);
  if (task === null || handIn.value.status !== 'handed-in') return;
  // Too late is no fault here: the run has gone on, by an earlier answer or by the rule for silence.
  await deps.callbacks.handedIn(task.value.token, { body, outcome: 'handed-in' });
}
