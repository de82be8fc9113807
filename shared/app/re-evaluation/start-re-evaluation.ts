import * as collections from '../../contracts/collections.ts';
import type { Executions } from '../../ports/services.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import { openRun } from '../run/open-run.ts';
import { runView } from '../run/run-view.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { planReEvaluation, type ReEvaluationDeps } from './plan-re-evaluation.ts';
import { refuse } from '../../domain/errors.ts';

/**
 * An admin starts a re-evaluation of the published report. What it changes is checked first and written with the run, in one
 * transaction: a run that is under way can be carried out.
 */
export function startReEvaluation(
  deps: ReEvaluationDeps & Readonly<{ executions: Executions }>,
): UseCase<'startReEvaluation'> {
  const { store, executions } = deps;
  return async ({ member, key, params: { cycle }, body }) => {
    const name = `${cycle}-${idFrom(`re-evaluation ${cycle}`, key)}`;
    const execution = executions.idFor(name);
    const fingerprint = fingerprintOf(body);
    const runs = await store.all(collections.runs, { cycle });
    const own = runs.find(({ value }) => value.execution === execution)?.value.id ?? null;
    let run = own;
    if (own !== null) {
      const there = await store.get(collections.reEvaluations, { cycle, run: own });
      if (there?.fingerprint !== fingerprint) throw refuse.conflict('idempotency-key-reused');
    }
    if (run === null) {
      const { reEvaluation } = await planReEvaluation(deps, cycle, member, body);
      run = await openRun(deps, {
        cycle,
        startedBy: member.subject,
        execution,
        kind: 're-evaluation',
        with: (id) => [
          create(collections.reEvaluations, { cycle, run: id }, { ...reEvaluation, run: id }, fingerprint),
        ],
      });
    }
    const { value } = await load.run(store, { cycle, run });
    if (value.status === 'active') await executions.start(name, { cycle, startedBy: value.startedBy });
    return runView(store, value);
  };
}
