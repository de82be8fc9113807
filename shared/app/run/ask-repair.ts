import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { requireActive, type Run } from '../../domain/run/run.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { answerRepair } from './answer-repair.ts';
import { currentStep, readProgress } from './progress.ts';
import { reasonOf } from './reason-of.ts';

/**
 * The run has come to a stop, by a failure or because the signer sent it back to be corrected: it says where and why, and waits
 * for an admin. What is done stays done, and what is closed stays closed.
 */
export function askRepair(deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>) {
  return async (
    input: z.output<typeof tasks.askRepair.input>,
  ): Promise<z.input<typeof tasks.askRepair.output>> => {
    const { cycle, run: id, taskToken } = input;
    const at = await deps.clock.now();
    await deps.store.put(
      collections.runTasks,
      { cycle, run: id, task: 'repair' },
      { cycle, run: id, task: 'repair', token: taskToken, askedAt: at },
    );
    const before = await load.run(deps.store, input);
    const active = requireActive(before.value);
    if (active.stopped === null) {
      const step = currentStep(await readProgress(deps.store, input), active.kind);
      const run: Run = { ...active, stopped: { at, step, reason: reasonOf(input.error, input.cause) } };
      await deps.store.commit({
        stream: streams.runs(cycle),
        writes: [replace(collections.runs, input, before, run)],
        audit: {
          at,
          actor: 'system:task-ask-repair',
          action: 'run.stop',
          subject: `run:${id}`,
          details: { step },
        },
      });
    }
    await answerRepair(deps, input);
    return { asked: true };
  };
}
