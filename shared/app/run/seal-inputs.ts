import type { z } from 'zod';
import { freezePlan, inputsBatch, proofBatch, type ProofBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { Inputs, UnitInputs } from '../../domain/scoring/inputs.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { load } from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import { noteHash } from './note-hash.ts';
import { noteProgress } from './progress.ts';
import { requireFit } from './require-fit.ts';
import { readIfThere, readJson, writeJson } from './run-json.ts';
import { requireAllUnits } from './unit-failures.ts';

/**
 * Puts the batches together into the one snapshot that everything after reads, with the rubric beside it, and writes the
 * snapshot's hash into the run's record.
 * Units that a batch could not freeze are named, and the run stops.
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
      const file = (kind: 'inputs' | 'proof') => storageKeys.runBatch({ ...input, kind, batch });
      units.push(...(await readIfThere(deps.runs, file('inputs'), inputsBatch, [])));
      proof.push(...(await readIfThere(deps.runs, file('proof'), proofBatch, [])));
    }
    await requireAllUnits(
      deps.store,
      { ...input, step: 'freeze' },
      plan.batches.flat(),
      new Set(units.map(({ unit }) => unit)),
    );
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
