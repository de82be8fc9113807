import type * as z from 'zod/mini';
import { streams } from '../../contracts/streams.ts';
import { freezePlan, inputsBatch, proofBatch, type ProofBatch } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { fileWithRecords, recordsOf } from '../../domain/scoring/canonical-parts.ts';
import type { Inputs, UnitInputs } from '../../domain/scoring/inputs.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { allHeads } from '../audit/all-heads.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { sha256Hex } from '../new-id.ts';
import { hashOfOffice } from './made-from.ts';
import { noteHash } from './note-hash.ts';
import { noteProgress } from './progress.ts';
import { requireFit } from './require-fit.ts';
import { parseJson, readIfThere, readJson, writeJson } from './run-json.ts';
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
    /** Each unit's inputs, and their bytes as the batch wrote them. */
    const found: Readonly<{ unit: UnitInputs; written: Uint8Array }>[] = [];
    const proof: ProofBatch = [];
    const isStillClosed = await closedUnits(deps.store, input.cycle, hashOfOffice(plan));
    for (const batch of plan.batches.keys()) {
      const file = (kind: 'inputs' | 'proof') => storageKeys.runBatch({ ...input, kind, batch });
      const proven = await readIfThere(deps.runs, file('proof'), proofBatch, []);
      const held = new Set(proven.filter(isStillClosed).map(({ unit }) => unit));
      proof.push(...proven.filter(({ unit }) => held.has(unit)));
      if (held.size === 0) continue;
      const bytes = await deps.runs.read(file('inputs'));
      const written = recordsOf(bytes, 'units');
      const { units } = parseJson(bytes, inputsBatch);
      if (written.length !== units.length) throw new RangeError(`${file('inputs')} is not in the one form`);
      for (const [place, unit] of units.entries()) {
        const of = written[place];
        if (of !== undefined && held.has(unit.unit)) found.push({ unit, written: of });
      }
    }
    await requireAllUnits(
      deps.store,
      { ...input, step: 'freeze' },
      plan.batches.flat(),
      new Set(found.map(({ unit }) => unit.unit)),
    );
    found.sort((left, right) => left.unit.order - right.unit.order);
    const inputs: Inputs = { ...plan.header, units: found.map(({ unit }) => unit) };
    const { rubric } = (await loadRubric(deps.store, input.cycle, plan.header.rubric.version)).value;
    requireFit(rubric, inputs);
    await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.rubric }), rubric);
    await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.proof }), proof);
    const bytes = fileWithRecords(
      plan.header,
      'units',
      found.map(({ written }) => written),
    );
    await deps.runs.write(
      storageKeys.runFile({ ...input, file: runFiles.inputs }),
      bytes,
      'application/json',
    );
    const inputsSha256 = sha256Hex(bytes);
    await noteHash(deps, input, 'inputs.seal', { inputsSha256 });
    for (const [batch, members] of plan.batches.entries()) {
      await noteProgress(deps.store, input, 'score', String(batch), 0, members.length);
    }
    return { batches: plan.batches.map((_, batch) => ({ batch })), inputsSha256 };
  };
}

/** Tells a unit whose books are closed, as they were when its batch was written: a batch of an earlier attempt proves nothing. */
async function closedUnits(
  store: Store,
  cycle: string,
  office: string,
): Promise<(of: ProofBatch[number]) => boolean> {
  const heads = new Map((await allHeads(store, cycle)).map((head) => [head.stream, head]));
  return ({ unit, auditHead, officeSha256 }) => {
    const head = heads.get(streams.unit(cycle, unit));
    const closed = head !== undefined && head.frozenBy !== null;
    return closed && head.hash === auditHead?.hash && officeSha256 === office;
  };
}
