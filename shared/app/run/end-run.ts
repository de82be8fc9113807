import { z } from 'zod';
import { collections, streams } from '../../contracts/collections.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import { load } from '../load.ts';
import { replace } from '../writes.ts';
import { currentStep, readProgress } from './progress.ts';

/** How a failed Lambda task puts its error into a state machine's `Cause`. */
const lambdaCause = z.object({ errorMessage: z.string() });

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

    const { cycle: of, id, kind, rubric, execution, startedBy, startedAt, signOff } = before.value;
    const opened = { cycle: of, id, kind, rubric, execution, startedBy, startedAt, endedAt: at };
    const comment = signOff?.said.comment ?? null;
    const run: Run =
      input.outcome === 'returned' && comment !== null
        ? { ...opened, status: 'returned', comment }
        : {
            ...opened,
            status: 'failed',
            step: currentStep(await readProgress(deps.store, input), kind),
            reason: reasonOf(input.error, input.cause),
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
  const audit = {
    at,
    actor: 'system:task-end-run',
    action: 'stream.reopen',
    subject: `run:${of.run}`,
    details: {},
  };
  await inSlices(closed, async (stream) => {
    const head = await store.get(collections.streamHeads, { stream });
    if (head?.value.frozenBy === of.run) await store.setFrozen(stream, null, audit);
  });
}

/** Which step failed on what, in the words of the error. */
function reasonOf(error: string | null, cause: string | null): string {
  const text = cause === null ? '' : messageIn(cause);
  return `${error ?? 'unknown'}: ${text}`.slice(0, 2000);
}

function messageIn(cause: string): string {
  try {
    return lambdaCause.parse(JSON.parse(cause)).errorMessage;
  } catch {
    // A cause that is not a Lambda error's JSON is already plain text.
    return cause;
  }
}
