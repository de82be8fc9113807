import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import {
  freezePlan,
  inputsBatch,
  proofBatch,
  type FreezePlan,
  type ProofBatch,
} from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { UnitConfirmation } from '../../domain/assessment/unit-confirmation.ts';
import type { AuditEntry } from '../../domain/audit/audit-event.ts';
import type { Cycle, Unit } from '../../domain/cycle/cycle.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { UnitRecords } from '../../domain/run/unit-inputs.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { UnitInputs } from '../../domain/scoring/inputs.ts';
import { FileMissing, type Clock, type Files } from '../../ports/services.ts';
import type { Store, StreamHead } from '../../ports/store.ts';
import { yearOf } from '../assessment/unit-confirmation.ts';
import * as load from '../load.ts';
import { sha256Hex } from '../new-id.ts';
import { hashOfOffice } from './made-from.ts';
import { noteProgress } from './progress.ts';
import { readUnit } from './read-records.ts';
import { readJson, writeJson } from './run-json.ts';
import { eachUnit } from './unit-failures.ts';

type Frozen = Readonly<{ inputs: UnitInputs; proof: ProofBatch[number] }>;

/** Units between two notes of how far a batch is: it shows within a second or two, and costs little beside what is read. */
const notedEvery = 25;

/**
 * Closes a batch of units and writes down what each comes to. A unit's stream is closed before its records are read, so a
 * change is either in its inputs or was refused. Repeating the task reads the same closed records and writes the same bytes. A
 * unit that fails is named and stops no other.
 */
export function freezeBatch(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.freezeBatch.input>,
  ): Promise<z.input<typeof tasks.freezeBatch.output>> => {
    const { cycle: cycleId, run, batch } = input;
    const plan = await readJson(
      deps.runs,
      storageKeys.runFile({ ...input, file: runFiles.plan }),
      freezePlan,
    );
    const units = plan.batches[batch] ?? [];
    const cycle = (await load.cycle(deps.store, cycleId)).value;
    const records = await unitsOf(deps.store, cycleId, plan.batches, batch);
    const at = await deps.clock.now();
    const office = hashOfOffice(plan);
    const key = (kind: 'inputs' | 'proof') => storageKeys.runBatch({ cycle: cycleId, run, kind, batch });
    const earlier = await frozenBefore(deps.runs, key);
    const done: string[] = [];
    /** All that is known of the batch, of this attempt and of earlier ones. */
    const known = new Map(earlier);
    const writeDown = async (frozen: readonly Frozen[]): Promise<void> => {
      await writeJson(deps.runs, key('inputs'), { units: frozen.map((each) => each.inputs) });
      // Last, since it is by the proof that a later attempt knows the inputs again.
      await writeJson(
        deps.runs,
        key('proof'),
        frozen.map((each) => each.proof),
      );
    };
    const frozen = await eachUnit(
      deps,
      { cycle: cycleId, run, step: 'freeze' },
      units,
      String,
      async (unit) => {
        const audit: AuditEntry = {
          at,
          actor: 'system:task-freeze-batch',
          action: 'stream.freeze',
          subject: `run:${run}`,
          details: {},
        };
        const head = await deps.store.setFrozen(streams.unit(cycleId, unit), run, audit);
        const before = earlier.get(unit);
        const same = before?.proof.officeSha256 === office && before.proof.auditHead?.hash === head?.hash;
        const one =
          before !== undefined && same
            ? before
            : await freezeUnit(
                deps.store,
                cycle,
                plan,
                office,
                head,
                records.get(unit) ?? (await load.unit(deps.store, cycleId, unit)).value,
              );
        known.set(unit, one);
        done.push(unit);
        if (done.length % notedEvery === 0)
          await noteProgress(deps.store, input, 'freeze', String(batch), done.length, units.length, done);
        return one;
      },
    ).catch(async (error: unknown) => {
      // What was read stays read: a store that is busy again and again lets the next attempt begin where this one ended.
      await writeDown(units.flatMap((unit) => known.get(unit) ?? []));
      throw error;
    });
    await writeDown(frozen);
    await noteProgress(deps.store, input, 'freeze', String(batch), frozen.length, units.length, done);
    return { batch, units: frozen.length };
  };
}

/** What an earlier attempt wrote of the batch, by unit: a unit whose books have not been opened since need not be read again. */
async function frozenBefore(
  runs: Files,
  key: (kind: 'inputs' | 'proof') => string,
): Promise<ReadonlyMap<string, Frozen>> {
  try {
    const proof = await readJson(runs, key('proof'), proofBatch);
    const { units } = await readJson(runs, key('inputs'), inputsBatch);
    return new Map(
      proof.flatMap((each) => {
        const of = units.find(({ unit }) => unit === each.unit);
        return of === undefined ? [] : [[each.unit, { inputs: of, proof: each }] as const];
      }),
    );
  } catch (error) {
    if (error instanceof FileMissing) return new Map();
    throw error;
  }
}

/** What a batch's units are, in one query: units lie in the order in which the plan has them, and change no more once it is made. */
async function unitsOf(
  store: Store,
  cycle: string,
  batches: FreezePlan['batches'],
  batch: number,
): Promise<ReadonlyMap<string, Unit>> {
  const after = batches[batch - 1]?.at(-1);
  const limit = Math.max(1, batches[batch]?.length ?? 0);
  const { items } = await store.page(collections.units, { cycle }, { limit, after });
  return new Map(items.map(({ value }) => [value.id, value]));
}

async function freezeUnit(
  store: Store,
  cycle: Cycle,
  plan: FreezePlan,
  officeSha256: string,
  head: StreamHead | null,
  unit: Unit,
): Promise<Frozen> {
  const { bodies, cityDeductions } = plan.header;
  const over = { bodies, cityDeductions, deductions: plan.deductions, incidents: plan.incidents };
  const { records, inputs, confirmation } = await readUnit(store, cycle, unit, over);
  return {
    inputs,
    proof: {
      unit: unit.id,
      auditHead: head === null ? null : { sequence: head.sequence, hash: head.hash },
      officeSha256,
      registerSha256: sha256Hex(toCanonicalJson(records.rows)),
      confirmation: confirmationProof(confirmation, records),
      evidence: records.evidence.map(evidenceProof),
    },
  };
}

function confirmationProof(
  of: UnitConfirmation | null,
  { rows, evidence }: UnitRecords,
): ProofBatch[number]['confirmation'] {
  if (of === null) return null;
  const { contentSha256, confirmedAt } = of;
  return { at: confirmedAt, contentSha256, holds: contentSha256 === yearOf(rows, evidence).contentSha256 };
}

function evidenceProof(piece: Evidence): ProofBatch[number]['evidence'][number] {
  return {
    id: piece.id,
    status: piece.status,
    items: piece.items,
    files: piece.files.map((file) => ({
      id: file.id,
      size: file.declared.size,
      sha256: file.declared.sha256,
      objectVersion: file.status === 'requested' ? null : file.objectVersion,
    })),
  };
}
