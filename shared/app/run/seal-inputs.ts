import type { z } from 'zod';
import { collections, streams } from '../../contracts/collections.ts';
import { freezePlan, inputsBatch, proofBatch, type ProofBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { requireActive, type ActiveRun, type Run } from '../../domain/run/run.ts';
import { refuse } from '../../domain/errors.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import { checkInputs } from '../../domain/scoring/check-inputs.ts';
import type { Inputs, UnitInputs } from '../../domain/scoring/inputs.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import { replace } from '../writes.ts';
import { noteProgress } from './progress.ts';
import { readJson, writeJson } from './run-json.ts';

/**
 * Puts the batches together into the one snapshot that everything after reads, with the rubric beside it, and writes the
 * snapshot's hash into the run's record.
 */
export function sealInputs(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.sealInputs.input>,
  ): Promise<z.input<typeof tasks.sealInputs.output>> => {
    const plan = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.plan }),
      freezePlan,
    );
    const units: UnitInputs[] = [];
    const proof: ProofBatch = [];
    for (const batch of plan.batches.keys()) {
      units.push(
        ...(await readJson(
          deps.runs,
          storageKeys.runBatch({ ...input, kind: 'inputs', batch }),
          inputsBatch,
        )),
      );
      proof.push(
        ...(await readJson(deps.runs, storageKeys.runBatch({ ...input, kind: 'proof', batch }), proofBatch)),
      );
    }
    const inputs: Inputs = { ...plan.header, units: units.sort((left, right) => left.order - right.order) };
    const { rubric } = (await load.rubric(deps.store, input.cycle, plan.header.rubric.version)).value;
    requireFit(rubric, inputs);
    await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.rubric }), rubric);
    await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.proof }), proof);
    const text = await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.inputs }), inputs);

    const inputsSha256 = sha256Hex(text);
    await noteHash(deps, input, 'inputs.seal', { inputsSha256 });
    for (const [batch, members] of plan.batches.entries()) {
      await noteProgress(deps.store, input, 'score', String(batch), 0, members.length);
    }
    return { batches: plan.batches.map((_, batch) => ({ batch })), inputsSha256 };
  };
}

/**
 * Nothing is scored that the rubric would pass over in silence, such as points for an item that a later version no longer has.
 * @throws Refusal `inputs-do-not-fit` with the first thing to mend
 */
function requireFit(rubric: Rubric, inputs: Inputs): void {
  const faults = checkInputs(rubric, inputs);
  const [first] = faults;
  if (first === undefined) return;
  const place = first.path[0] === 'units' ? inputs.units[Number(first.path[1])]?.name : undefined;
  throw refuse.wrongState('inputs-do-not-fit', {
    faults: faults.length,
    first: `${place ?? ''}${place === undefined ? '' : '：'}${first.message.zh} / ${first.message.en}`,
  });
}

/** Writes a hash into the run's record; one that is there already is done. */
export async function noteHash(
  deps: Readonly<{ store: Store; clock: Clock }>,
  place: Readonly<{ cycle: string; run: string }>,
  action: string,
  hash: Partial<Pick<ActiveRun, 'inputsSha256' | 'resultSha256'>>,
): Promise<void> {
  const before = await load.run(deps.store, place);
  const run: Run = { ...requireActive(before.value), ...hash };
  if (JSON.stringify(run) === JSON.stringify(before.value)) return;
  await deps.store.commit({
    stream: streams.runs(place.cycle),
    writes: [replace(collections.runs, place, before, run)],
    audit: {
      at: await deps.clock.now(),
      actor: 'system:year-end',
      action,
      subject: `run:${place.run}`,
      details: hash,
    },
  });
}
