import type { z } from 'zod';
import { inputsBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import { scoreUnit } from '../../domain/scoring/score-unit.ts';
import type { Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { noteProgress } from './progress.ts';
import { readJson, writeJson } from './run-json.ts';

/** Scores a batch of units from the snapshot alone. */
export function scoreBatch(deps: Readonly<{ store: Store; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.scoreBatch.input>,
  ): Promise<z.input<typeof tasks.scoreBatch.output>> => {
    const { cycle, run, batch } = input;
    const found = await readJson(
      deps.runs,
      storageKeys.runFile({ cycle, run, file: runFiles.rubric }),
      rubric,
    );
    const units = await readJson(
      deps.runs,
      storageKeys.runBatch({ cycle, run, kind: 'inputs', batch }),
      inputsBatch,
    );
    const rules = compileRubric(found);
    const scores = units.map((unit) => scoreUnit(rules, unit));
    await writeJson(deps.runs, storageKeys.runBatch({ cycle, run, kind: 'scores', batch }), scores);
    await noteProgress(deps.store, input, 'score', String(batch), units.length, units.length);
    return { batch, units: units.length };
  };
}
