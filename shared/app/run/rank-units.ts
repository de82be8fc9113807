import * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { freezePlan, marksBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys, type BatchFile } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { differenceOf } from '../../domain/re-evaluation/difference.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import { hashesOf } from '../../domain/run/run.ts';
import {
  fileWithRecords,
  recordsOf,
  withMembers,
  withoutRecords,
} from '../../domain/scoring/canonical-parts.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import type { Inputs } from '../../domain/scoring/inputs.ts';
import { ranksByMarks, rankUnits as rank } from '../../domain/scoring/rank-units.ts';
import { result as resultShape, type Result, type UnitMark } from '../../domain/scoring/result.ts';
import { utf8Of } from '../../domain/utf8.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import { hashOfBatch } from './made-from.ts';
import { noteHash } from './note-hash.ts';
import { noteProgress } from './progress.ts';
import {
  parseHeld,
  parseJson,
  readIfThere,
  readJson,
  readRunData,
  writeJson,
  type RunData,
} from './run-json.ts';
import { requireAllUnits } from './unit-failures.ts';

const heldInputs = z.custom<Inputs>();
const heldResult = z.custom<Result>();
const nothing = utf8Of('{}');

/**
 * Ranks the scored units into the run's result. Only what ranks a unit is read; its items stand in the result as the batch wrote
 * them. Units that could not be scored are named, and the run stops.
 */
export function rankUnits(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.rankUnits.input>,
  ): Promise<z.input<typeof tasks.rankUnits.output>> => {
    const place = (file: string) => storageKeys.runFile({ ...input, file });
    const plan = await readJson(deps.runs, place(runFiles.plan), freezePlan);
    const rubricBytes = await deps.runs.read(place(runFiles.rubric));
    const { inputsSha256 } = hashesOf((await load.run(deps.store, input)).value);
    const rules = compileRubric(parseJson(rubricBytes, rubric));
    const snapshot = await readRunData(deps.runs, input, runFiles.inputs);
    const frozen = ranksByMarks(rules)
      ? parseHeld(withoutUnits(snapshot), inputsSha256, heldInputs)
      : parseHeld(snapshot, inputsSha256, heldInputs);
    const marks: UnitMark[] = [];
    /** What was scored, item by item, as it was written. */
    const details = new Map<string, Uint8Array>();
    for (const batch of plan.batches.keys()) {
      const found = await scoredBatch(deps.runs, { ...input, batch }, rubricBytes);
      for (const [index, mark] of found.marks.entries())
        details.set(mark.unit, found.details[index] ?? nothing);
      marks.push(...found.marks);
    }
    await requireAllUnits(
      deps.store,
      { ...input, step: 'score' },
      plan.batches.flat(),
      new Set(marks.map(({ unit }) => unit)),
    );
    await noteProgress(deps.store, input, 'rank', 'all', 0, marks.length);
    const { units, ...standings } = rank(rules, frozen, marks);
    const bytes = fileWithRecords(
      standings,
      'units',
      units.map(({ unit, ...mark }) => withMembers(details.get(unit) ?? nothing, mark)),
    );
    await deps.runs.write(place(runFiles.result), bytes, 'application/json');
    const resultSha256 = sha256Hex(bytes);
    await writeDifference(deps, input, () => parseJson(bytes, heldResult));
    await noteHash(deps, input, 'result.rank', { resultSha256 });
    await noteProgress(deps.store, input, 'rank', 'all', marks.length, marks.length);
    return { units: marks.length, resultSha256 };
  };
}

/** The snapshot's head alone, under the hash of the whole: thousands of units that nothing is asked of are not read. */
function withoutUnits(snapshot: RunData): RunData {
  const head = withoutRecords(snapshot.body, 'units');
  return head === null ? snapshot : { ...snapshot, body: utf8Of(head) };
}

/** A batch's marks and, in their order, the texts of their details. Those of an earlier attempt, not scored anew, are none. */
async function scoredBatch(
  runs: Files,
  of: Readonly<{ cycle: string; run: string; batch: number }>,
  rubricBytes: Uint8Array,
): Promise<Readonly<{ marks: readonly UnitMark[]; details: readonly Uint8Array[] }>> {
  const none = { marks: [], details: [] };
  const place = (kind: BatchFile) => storageKeys.runBatch({ ...of, kind });
  const found = await readIfThere(runs, place('marks'), z.nullable(marksBatch), null);
  if (found?.of !== hashOfBatch(rubricBytes, await runs.read(place('inputs')))) return none;
  const bytes = await runs.read(place('details'));
  // Of two attempts at once, one wrote the marks and the other the details: scoring once more mends it.
  if (sha256Hex(bytes) !== found.detailsSha256) return none;
  const details = recordsOf(bytes, 'units');
  if (details.length !== found.marks.length)
    throw new RangeError(`${place('details')} is not in the one form`);
  return { marks: found.marks, details };
}

/** For a re-evaluation: what it changed, against the result that it goes on from. */
async function writeDifference(
  { store, runs }: Readonly<{ store: Store; runs: Files }>,
  place: Readonly<{ cycle: string; run: string }>,
  now: () => Result,
): Promise<void> {
  const found = await store.get(collections.reEvaluations, place);
  if (found === null) return;
  const { from, changes } = found.value;
  const before = storageKeys.runFile({ cycle: place.cycle, run: from.run, file: runFiles.result });
  const difference = differenceOf(await readJson(runs, before, resultShape), now(), changes, from.revision);
  await writeJson(runs, storageKeys.runFile({ ...place, file: runFiles.difference }), difference);
}
