import { differenceOf } from '../../domain/re-evaluation/difference.ts';
import { mostDryRunUnits } from '../../domain/run/dry-run.ts';
import { score } from '../../domain/scoring/score.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { requireUnitsAtOnce } from '../require-units-at-once.ts';
import type { UseCase } from '../use-case.ts';
import { planReEvaluation, type ReEvaluationDeps } from './plan-re-evaluation.ts';

/** What a re-evaluation would change, point by point; nothing is started or kept. */
export function previewReEvaluation(deps: ReEvaluationDeps): UseCase<'previewReEvaluation'> {
  return async ({ member, params: { cycle }, body }) => {
    const planned = await planReEvaluation(deps, cycle, member, body);
    const { published, inputs, rubric, reEvaluation } = planned;
    requireUnitsAtOnce(inputs.units, mostDryRunUnits, 'dry-run-too-large');
    const { rubric: before } = (await loadRubric(deps.store, cycle, published.rubric.version)).value;
    const { from, changes, appeals } = reEvaluation;
    const difference = differenceOf(score(before, published), score(rubric, inputs), changes, from.revision);
    return { changes, appeals, difference };
  };
}
