import type * as z from 'zod';
import { collections } from '../../contracts/collections.ts';
import { freezePlan, scoresBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { differenceOf } from '../../domain/re-evaluation/difference.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { inputs } from '../../domain/scoring/inputs.ts';
import { result as resultShape, type Result, type UnitScore } from '../../domain/scoring/result.ts';
import { rankUnits as rank } from '../../domain/scoring/rank-units.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { sha256Hex } from '../new-id.ts';
import { hashOfBatch } from './made-from.ts';
import { noteHash } from './note-hash.ts';
import { noteProgress } from './progress.ts';
import { parseJson, readIfThere, readJson, writeJson } from './run-json.ts';
import { requireAllUnits } from './unit-failures.ts';

/** Ranks the scored units into the run's result. Units that could not be scored are named, and the run stops. */
export function rankUnits(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.rankUnits.input>,
  ): Promise<z.input<typeof tasks.rankUnits.output>> => {
    const plan = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.plan }),
      freezePlan,
    );
    const rubricBytes = await deps.runs.read(storageKeys.runFile({ ...input, file: runFiles.rubric }));
    const rules = parseJson(rubricBytes, rubric);
    const frozen = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.inputs }),
      inputs,
    );
    const scores: UnitScore[] = [];
    for (const batch of plan.batches.keys()) {
      const place = (kind: 'inputs' | 'scores') => storageKeys.runBatch({ ...input, kind, batch });
      const found = await readIfThere(deps.runs, place('scores'), scoresBatch.nullable(), null);
      // Scores of an earlier attempt, whose batch has not been scored anew, are none.
      const of = hashOfBatch(rubricBytes, await deps.runs.read(place('inputs')));
      if (found?.of === of) scores.push(...found.scores);
    }
    await requireAllUnits(
      deps.store,
      { ...input, step: 'score' },
      plan.batches.flat(),
      new Set(scores.map(({ unit }) => unit)),
    );
    await noteProgress(deps.store, input, 'rank', 'all', 0, scores.length);
    const result = rank(compileRubric(rules), frozen, scores);
    const bytes = await writeJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.result }),
      result,
    );
    await writeDifference(deps, input, result);
    const resultSha256 = sha256Hex(bytes);
    await noteHash(deps, input, 'result.rank', { resultSha256 });
    await noteProgress(deps.store, input, 'rank', 'all', scores.length, scores.length);
    return { units: scores.length, resultSha256 };
  };
}

/** For a re-evaluation: what it changed, against the result that it goes on from. */
async function writeDifference(
  { store, runs }: Readonly<{ store: Store; runs: Files }>,
  place: Readonly<{ cycle: string; run: string }>,
  now: Result,
): Promise<void> {
  const found = await store.get(collections.reEvaluations, place);
  if (found === null) return;
  const { from, changes } = found.value;
  const before = storageKeys.runFile({ cycle: place.cycle, run: from.run, file: runFiles.result });
  const difference = differenceOf(await readJson(runs, before, resultShape), now, changes, from.revision);
  await writeJson(runs, storageKeys.runFile({ ...place, file: runFiles.difference }), difference);
}
