import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { requireActive, requireStopped, requireStepBefore, type Run } from '../../domain/run/run.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { answerRepair } from './answer-repair.ts';
import { runView } from './run-view.ts';

/**
 * An admin lets a stopped run go on from the step it stopped at or an earlier one, or ends it. What is finished is not done
 * again. Saying the same again finds it said.
 */
export function resumeRun(
  deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>,
): UseCase<'resumeRun'> {
  return async ({ member, params, body }) => {
    const before = await load.run(deps.store, params);
    const active = requireActive(before.value);
    const { stopped } = requireStopped(active);
    if (active.repair?.from !== body.from) {
      requireStepBefore(active, body.from, stopped.step);
      const at = await deps.clock.now();
      const run: Run = { ...active, repair: { from: body.from, by: member.subject, at } };
      await deps.store.commit({
        stream: streams.runs(params.cycle),
        writes: [replace(collections.runs, params, before, run)],
        audit: {
          at,
          actor: member.subject,
          action: 'run.resume',
          subject: `run:${run.id}`,
          details: { from: body.from, stoppedAt: stopped.step },
        },
      });
    }
    await answerRepair(deps, params);
    return runView(deps.store, (await load.run(deps.store, params)).value);
  };
}
