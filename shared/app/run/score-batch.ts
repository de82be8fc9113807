import * as z from 'zod/mini';
import { detailsBatch, inputsBatch, marksBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys, type BatchFile } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import type { UnitMark, UnitScore } from '../../domain/scoring/result.ts';
import { scoreUnit } from '../../domain/scoring/score-unit.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { sha256Hex } from '../new-id.ts';
import { hashOfBatch } from './made-from.ts';
import { noteProgress } from './progress.ts';
import { parseJson, readIfThere, writeJson } from './run-json.ts';
import { eachUnit } from './unit-failures.ts';

/**
 * Scores a batch of units from the snapshot alone, and writes what ranks them apart from the long details. One that fails is named
 * and stops no other; one that is scored is not again.
 */
export function scoreBatch(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.scoreBatch.input>,
  ): Promise<z.input<typeof tasks.scoreBatch.output>> => {
    const { cycle, run, batch } = input;
    const place = (kind: BatchFile) => storageKeys.runBatch({ cycle, run, kind, batch });
    const [rubricBytes, unitsBytes] = await Promise.all([
      deps.runs.read(storageKeys.runFile({ cycle, run, file: runFiles.rubric })),
      deps.runs.read(place('inputs')),
    ]);
    const { units } = parseJson(unitsBytes, inputsBatch);
    const of = hashOfBatch(rubricBytes, unitsBytes);
    const done = await scoredBefore(deps.runs, place, of);
    const rules = compileRubric(parseJson(rubricBytes, rubric));
    const scores = await eachUnit(
      deps,
      { cycle, run, step: 'score' },
      units,
      ({ unit }) => unit,
      (unit) => done.get(unit.unit) ?? scoreUnit(rules, unit),
    );
    const details = await writeJson(deps.runs, place('details'), {
      units: scores.map(({ unit, items, parts }) => ({ unit, items, parts })),
    });
    // Last, since it is by the marks that the details are known again.
    await writeJson(deps.runs, place('marks'), {
      of,
      detailsSha256: sha256Hex(details),
      marks: scores.map(markOf),
    });
    const scored = scores.map(({ unit }) => unit);
    await noteProgress(deps.store, input, 'score', String(batch), scores.length, units.length, scored);
    return { batch, units: scores.length };
  };
}

function markOf(score: UnitScore): UnitMark {
  const { unit, order, name, class: of, scheme, target, raw, total, steps, effects, failed } = score;
  return { unit, order, name, class: of, scheme, target, raw, total, steps, effects, failed };
}

/** The scores that an earlier attempt wrote down of the very same inputs and rubric, by unit. */
async function scoredBefore(
  runs: Files,
  place: (kind: BatchFile) => string,
  of: string,
): Promise<ReadonlyMap<string, UnitScore>> {
  const before = await readIfThere(runs, place('marks'), z.nullable(marksBatch), null);
  if (before?.of !== of) return new Map();
  const bytes = await runs.read(place('details'));
  if (sha256Hex(bytes) !== before.detailsSha256) return new Map();
  const { units: details } = parseJson(bytes, detailsBatch);
  return new Map(
    before.marks.flatMap((mark, index) => {
      const found = details[index];
      return found?.unit === mark.unit ? [[mark.unit, { ...mark, ...found }] as const] : [];
    }),
  );
}
