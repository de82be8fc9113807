import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { FreezePlan } from '../../contracts/run-files.ts';
import { runFiles, storageKeys } from '../../contracts/storage-keys.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { AuditEntry } from '../../domain/audit/audit-event.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Clock, Files } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { inBatches } from './in-batches.ts';
import { inputsHeader } from './inputs-header.ts';
import { noteProgress } from './progress.ts';
import { readOffice } from './read-records.ts';
import { writeJson } from './run-json.ts';

/**
 * Closes what the office and the lead bodies wrote, then reads it: nothing can change between. The units are closed batch by
 * batch after this.
 */
export function planFreeze(deps: Readonly<{ store: Store; clock: Clock; runs: Files }>) {
  return async (
    input: z.output<typeof tasks.planFreeze.input>,
  ): Promise<z.input<typeof tasks.planFreeze.output>> => {
    const { cycle, run } = input;
    const at = await deps.clock.now();
    const audit: AuditEntry = {
      at,
      actor: 'system:task-plan-freeze',
      action: 'stream.freeze',
      subject: `run:${run}`,
      details: {},
    };
    const bodies = (await deps.store.all(collections.bodies, { cycle })).map((each) => each.value);
    await deps.store.setFrozen(streams.office(cycle), run, audit);
    await fewAtATime(bodies, (body) => deps.store.setFrozen(streams.body(cycle, body.id), run, audit));

    const office = await readOffice(deps.store, cycle, shanghaiDay(at));
    const units = (await deps.store.all(collections.units, { cycle })).map((each) => each.value.id);
    const cycleRecord = (await load.cycle(deps.store, cycle)).value;

    const plan: FreezePlan = {
      header: inputsHeader(cycleRecord, office, at),
      batches: inBatches(units),
      deductions: [...office.deductions],
      incidents: [...office.incidents],
    };
    await writeJson(deps.runs, storageKeys.runFile({ ...input, file: runFiles.plan }), plan);
    for (const [batch, members] of plan.batches.entries()) {
      await noteProgress(deps.store, input, 'freeze', String(batch), 0, members.length);
    }
    return { batches: plan.batches.map((_, batch) => ({ batch })) };
  };
}
