import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { AuditEntry } from '../../domain/audit/audit-event.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';
import { currentStep, readProgress } from './progress.ts';
import { reasonOf } from './reason-of.ts';

/**
 * Ends a run that was returned or has failed: what it froze is opened again, the cycle may start another run, and what is
 * published stays as it was.
 */
export function endRun(deps: Readonly<{ store: Store; clock: Clock }>) {
  return async (input: z.output<typeof tasks.endRun.input>): Promise<z.input<typeof tasks.endRun.output>> => {
    const before = await load.run(deps.store, input);
    if (before.value.status !== 'active') return { ended: true };
    const at = await deps.clock.now();
    await reopenStreams(deps.store, input, at);

    const { cycle: of, id, kind, rubric, execution, startedBy, startedAt, signOff, stopped } = before.value;
    const opened = { cycle: of, id, kind, rubric, execution, startedBy, startedAt, endedAt: at };
    const said = signOff?.said;
    const run: Run =
      said?.decision === 'return'
        ? { ...opened, status: 'returned', comment: said.comment }
        : {
            ...opened,
            status: 'failed',
            step: stopped?.step ?? currentStep(await readProgress(deps.store, input), kind),
            // What it stopped at says more than that nobody mended it.
            reason: stopped?.reason ?? reasonOf(input.error ?? 'unknown', input.cause ?? ''),
          };
    const cycle = await load.cycle(deps.store, input.cycle);
    const free: Cycle = { ...cycle.value, activeRun: null };
    await deps.store.commit({
      stream: streams.runs(input.cycle),
      writes: [
        replace(collections.runs, input, before, run),
        replace(collections.cycles, { cycle: of }, cycle, free),
      ],
      audit: {
        at,
        actor: 'system:task-end-run',
        action: 'run.end',
        subject: `run:${id}`,
        details: { outcome: run.status },
      },
    });
    return { ended: true };
  };
}

/** Opens every stream that this run closed; one closed by another run's publication stays closed. */
async function reopenStreams(
  store: Store,
  of: Readonly<{ cycle: string; run: string }>,
  at: string,
): Promise<void> {
  const units = await store.all(collections.units, of);
  const bodies = await store.all(collections.bodies, of);
  const closed = [
    streams.office(of.cycle),
    ...bodies.map((each) => streams.body(of.cycle, each.value.id)),
    ...units.map((each) => streams.unit(of.cycle, each.value.id)),
  ];
  const audit: AuditEntry = {
    at,
    actor: 'system:task-end-run',
    action: 'stream.reopen',
    subject: `run:${of.run}`,
    details: {},
  };
  await fewAtATime(closed, async (stream) => {
    const head = await store.get(collections.streamHeads, { stream });
    if (head?.value.frozenBy === of.run) await store.setFrozen(stream, null, audit);
  });
}
