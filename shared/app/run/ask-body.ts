import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { answerHandIn } from './answer-hand-in.ts';
import { noteProgress } from './progress.ts';

/**
 * The run asks a body to hand in, and waits. A body that handed in before is not asked twice: the run goes on at once.
 * One that an earlier run passed over in silence may hand in again.
 */
export function askBody(deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>) {
  return async (
    input: z.output<typeof tasks.askBody.input>,
  ): Promise<z.input<typeof tasks.askBody.output>> => {
    const { cycle, run, body, taskToken } = input;
    const at = await deps.clock.now();
    const task = `hand-in:${body}`;
    await noteProgress(deps.store, input, 'hand-ins', body, 0, 1);
    await deps.store.put(
      collections.runTasks,
      { cycle, run, task },
      { cycle, run, task, token: taskToken, askedAt: at },
    );
    const handIn = await load.handIn(deps.store, cycle, body);
    if (handIn.value.status === 'silent') {
      await deps.store.commit({
        stream: streams.body(cycle, body),
        writes: [
          replace(collections.handIns, { cycle, body }, handIn, {
            ...{ cycle, body, status: 'open', extendedBy: null },
          }),
        ],
        audit: {
          at,
          actor: 'system:task-ask-body',
          action: 'hand-in.reopen',
          subject: `body:${body}`,
          details: { run },
        },
      });
    }
    await answerHandIn(deps, cycle, body);
    return { asked: true };
  };
}
