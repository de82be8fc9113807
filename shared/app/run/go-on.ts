import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { freezePlan } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { AuditEntry } from '../../domain/audit/audit-event.ts';
import type { HandIn } from '../../domain/assessment/deduction.ts';
import { requireActive, runSteps, type ActiveRun, type Run, type RunStep } from '../../domain/run/run.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { readJson } from './run-json.ts';

type Deps = Readonly<{ store: Store; clock: Clock; runs: Files }>;
type InRun = Readonly<{ cycle: string; run: string }>;

const actor = 'system:task-go-on';

/**
 * Puts a run back to a step, from which the machine then goes on: what came of that step and of later ones no longer holds. When
 * the signer sent it back to the lead bodies, each of them has to hand in once more.
 */
export function goOn(deps: Deps) {
  return async (input: z.output<typeof tasks.goOn.input>): Promise<z.input<typeof tasks.goOn.output>> => {
    const { from, by } = input;
    if (from === 'hand-ins' && by === 'sign-off') await reopenHandIns(deps, input);
    await forgetProgress(deps.store, input, from);
    const before = await load.run(deps.store, input);
    const run = putBack(requireActive(before.value), from);
    if (JSON.stringify(run) !== JSON.stringify(before.value)) {
      const at = await deps.clock.now();
      await deps.store.commit({
        stream: streams.runs(input.cycle),
        writes: [replace(collections.runs, input, before, run)],
        audit: { at, actor, action: 'run.go-on', subject: `run:${run.id}`, details: { from, by } },
      });
    }
    const batches = from === 'score' ? await plannedBatches(deps.runs, input) : [{ batch: 0 }];
    return { from, batches };
  };
}

function putBack(of: ActiveRun, from: RunStep): Run {
  const before = (step: RunStep) => runSteps.indexOf(from) <= runSteps.indexOf(step);
  return {
    ...of,
    stopped: null,
    repair: null,
    inputsSha256: before('freeze') ? null : of.inputsSha256,
    resultSha256: before('rank') ? null : of.resultSha256,
    review: before('render') ? null : of.review,
    signOff: before('sign-off') ? null : of.signOff,
  };
}

async function plannedBatches(runs: Files, place: InRun) {
  const plan = await readJson(runs, storageKeys.runFile({ ...place, file: runFiles.plan }), freezePlan);
  return plan.batches.map((_, batch) => ({ batch }));
}

/** Steps after the one that the run goes on from have not begun. */
async function forgetProgress(store: Store, place: InRun, from: RunStep): Promise<void> {
  const notes = (await store.all(collections.runProgress, place)).map(({ value }) => value);
  const later = notes.filter(({ step }) => runSteps.indexOf(step) > runSteps.indexOf(from));
  await fewAtATime(later, (note) => store.put(collections.runProgress, note, { ...note, stale: true }));
}

async function reopenHandIns({ store, clock }: Deps, { cycle, run }: InRun): Promise<void> {
  const bodies = (await store.all(collections.bodies, { cycle })).map(({ value }) => value.id);
  const at = await clock.now();
  await fewAtATime(bodies, async (body) => {
    const stream = streams.body(cycle, body);
    const audit: AuditEntry = {
      at,
      actor,
      action: 'hand-in.reopen',
      subject: `body:${body}`,
      details: { run },
    };
    const head = await store.get(collections.streamHeads, { stream });
    const closedBy = head?.value.frozenBy ?? null;
    // What an earlier run has published stays as it was.
    if (closedBy !== null && closedBy !== run) return;
    if (closedBy === run) await store.setFrozen(stream, null, audit);
    const handIn = await load.handIn(store, cycle, body);
    if (handIn.value.status === 'open') return;
    const open: HandIn = { cycle, body, status: 'open', extendedBy: null };
    await store.commit({
      stream,
      writes: [replace(collections.handIns, { cycle, body }, handIn, open)],
      audit,
    });
  });
}
