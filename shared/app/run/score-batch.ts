import type * as z from 'zod';
import { inputsBatch, scoresBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import { scoreUnit } from '../../domain/scoring/score-unit.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { hashOfBatch } from './made-from.ts';
import { noteProgress } from './progress.ts';
import { parseJson, readIfThere, writeJson } from './run-json.ts';
import { eachUnit } from './unit-failures.ts';

/** Scores a batch of units from the snapshot alone. One that fails is named and stops no other; one that is scored is not again. */
export function scoreBatch(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.scoreBatch.input>,
  ): Promise<z.input<typeof tasks.scoreBatch.output>> => {
    const { cycle, run, batch } = input;
    const [rubricBytes, unitsBytes] = await Promise.all([
      deps.runs.read(storageKeys.runFile({ cycle, run, file: runFiles.rubric })),
      deps.runs.read(storageKeys.runBatch({ cycle, run, kind: 'inputs', batch })),
    ]);
    const units = parseJson(unitsBytes, inputsBatch);
    const key = storageKeys.runBatch({ cycle, run, kind: 'scores', batch });
    const of = hashOfBatch(rubricBytes, unitsBytes);
    const before = await readIfThere(deps.runs, key, scoresBatch.nullable(), null);
    const done = new Map(before?.of === of ? before.scores.map((score) => [score.unit, score]) : []);
    const rules = compileRubric(parseJson(rubricBytes, rubric));
    const scores = await eachUnit(
      deps,
      { cycle, run, step: 'score' },
      units,
      ({ unit }) => unit,
      (unit) => done.get(unit.unit) ?? scoreUnit(rules, unit),
    );
    await writeJson(deps.runs, key, { of, scores });
    const scored = scores.map(({ unit }) => unit);
    await noteProgress(deps.store, input, 'score', String(batch), scores.length, units.length, scored);
    return { batch, units: scores.length };
  };
}
