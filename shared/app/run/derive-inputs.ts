import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { proofBatch, type FreezePlan } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { publishedForm } from '../../domain/re-evaluation/re-evaluation.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { sha256Hex } from '../new-id.ts';
import { deriveInputs, readPublishedInputs } from '../re-evaluation/plan-re-evaluation.ts';
import { inBatches } from './in-batches.ts';
import { noteHash } from './note-hash.ts';
import { noteProgress } from './progress.ts';
import { readJson, writeJson } from './run-json.ts';

/**
 * Makes a re-evaluation's snapshot: the published inputs with the changes that its record names, and nothing of what people
 * may have written since. What follows is what follows a freeze.
 */
export function deriveInputsTask(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.deriveInputs.input>,
  ): Promise<z.input<typeof tasks.deriveInputs.output>> => {
    const found = await deps.store.get(collections.reEvaluations, input);
    if (found === null) throw new RangeError(`Run ${input.run} of ${input.cycle} is no re-evaluation`);
    const { value } = found;
    const published = await readPublishedInputs(deps.runs, value);
    const { inputs, rubric } = await deriveInputs(deps.store, published, value);
    const { units, ...header } = inputs;
    const batches = inBatches(units);
    const plan: FreezePlan = {
      header,
      batches: batches.map((batch) => batch.map(({ unit }) => unit)),
      deductions: [],
      incidents: [],
    };
    const write = (file: string, content: unknown) =>
      writeJson(deps.runs, storageKeys.runFile({ ...input, file }), content);
    for (const [batch, members] of batches.entries()) {
      await writeJson(deps.runs, storageKeys.runBatch({ ...input, kind: 'inputs', batch }), {
        units: members,
      });
    }
    await write(runFiles.plan, plan);
    await write(runFiles.rubric, rubric);
    await write(runFiles.reEvaluation, publishedForm(value));
    // The hashes of what the year's record held when it was frozen: nothing of it has been opened since.
    const proof = storageKeys.runFile({ cycle: input.cycle, run: value.from.run, file: runFiles.proof });
    await write(runFiles.proof, await readJson(deps.runs, proof, proofBatch));
    const inputsSha256 = sha256Hex(await write(runFiles.inputs, inputs));
    await noteHash(deps, input, 'inputs.derive', { inputsSha256 });
    await noteProgress(deps.store, input, 'freeze', 'all', units.length, units.length);
    for (const [batch, members] of batches.entries()) {
      await noteProgress(deps.store, input, 'score', String(batch), 0, members.length);
    }
    return { batches: batches.map((_, batch) => ({ batch })), inputsSha256 };
  };
}
