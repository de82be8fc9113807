import { z } from 'zod';
import { freezePlan } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { inputs } from '../../domain/scoring/inputs.ts';
import { unitScore, type UnitScore } from '../../domain/scoring/result.ts';
import { rankUnits as rank } from '../../domain/scoring/rank-units.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { sha256Hex } from '../new-id.ts';
import { noteProgress } from './progress.ts';
import { readJson, writeJson } from './run-json.ts';
import { noteHash } from './seal-inputs.ts';

/** Ranks the scored units into the run's result. A failed batch has stopped the run before this: every unit is there. */
export function rankUnits(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.rankUnits.input>,
  ): Promise<z.input<typeof tasks.rankUnits.output>> => {
    const plan = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.plan }),
      freezePlan,
    );
    const rules = await readJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.rubric }), rubric);
    const frozen = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.inputs }),
      inputs,
    );
    const scores: UnitScore[] = [];
    for (const batch of plan.batches.keys()) {
      const key = storageKeys.runBatch({ ...input, kind: 'scores', batch });
      scores.push(...(await readJson(deps.runs, key, z.array(unitScore))));
    }
    await noteProgress(deps.store, input, 'rank', 'all', 0, scores.length);
    const result = rank(compileRubric(rules), frozen, scores);
    const text = await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.result }), result);
    const resultSha256 = sha256Hex(text);
    await noteHash(deps, input, 'result.rank', { resultSha256 });
    await noteProgress(deps.store, input, 'rank', 'all', scores.length, scores.length);
    return { units: scores.length, resultSha256 };
  };
}
