import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { answerSignOff } from './answer-sign-off.ts';
import { noteProgress } from './progress.ts';

/** The run asks the county office to sign off, and waits. */
export function askSignOff(deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>) {
  return async (
    input: z.output<typeof tasks.askSignOff.input>,
  ): Promise<z.input<typeof tasks.askSignOff.output>> => {
    const { cycle, run, taskToken } = input;
    const askedAt = await deps.clock.now();
    await deps.store.put(
      collections.runTasks,
      { cycle, run, task: 'sign-off' },
      { cycle, run, task: 'sign-off', token: taskToken, askedAt },
    );
    // Only now is the run seen at this step: whoever signs finds the token.
    await noteProgress(deps.store, input, 'sign-off', 'all', 0, 1);
    await answerSignOff(deps, input);
    return { asked: true };
  };
}
