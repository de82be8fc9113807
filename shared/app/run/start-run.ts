import type { Clock, Executions } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { openRun } from './open-run.ts';
import { runView } from './run-view.ts';
import * as load from '../load.ts';

/**
 * An admin starts the year-end run. The place is taken before the machine starts, so of two who start at once one wins
 * and the other is told which run is under way.
 */
export function startRun(
  deps: Readonly<{ store: Store; clock: Clock; executions: Executions }>,
): UseCase<'startRun'> {
  return async ({ member, key, params }) => {
    const { cycle } = params;
    const name = `${cycle}-${idFrom(`run ${cycle}`, key)}`;
    const run = await openRun(deps, {
      cycle,
      startedBy: member.subject,
      execution: deps.executions.idFor(name),
      kind: 'year-end',
    });
    const { value } = await load.run(deps.store, { cycle, run });
    // A start that is repeated after its run has ended tells how it ended.
    if (value.status === 'active') await deps.executions.start(name, { cycle, startedBy: value.startedBy });
    return runView(deps.store, value);
  };
}
