import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { tasks } from '../../contracts/tasks.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { Refusal, refuse } from '../../domain/errors.ts';
import type { Run, RunKind } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Write } from '../../ports/store.ts';
import * as load from '../load.ts';
import { create, replace } from '../writes.ts';
import { firstStep, noteProgress } from './progress.ts';

type Opening = Readonly<{
  cycle: string;
  startedBy: string;
  execution: string;
  kind: RunKind;
  /** What is written in the same transaction, once the run's id is known. */
  with?: (run: string) => readonly Write[];
}>;

/**
 * Takes the cycle's one place for a run. For the execution that has it already, this is done; for any other it is refused.
 * @returns the run's id
 * @throws Refusal `run-active` with the id of the run that has the place; `year-published` for a year end after its publication,
 * which closed the books for good: what comes then is a re-evaluation; `rubric-is-draft` until the year's rubric is adopted
 */
export async function openRun(
  deps: Readonly<{ store: Store; clock: Clock }>,
  opening: Opening,
): Promise<string> {
  const before = await load.cycle(deps.store, opening.cycle);
  const { runsOpened } = before.value;
  const own = await runOfExecution(deps.store, before.value, opening);
  if (own !== null) return own;
  if (opening.kind === 'year-end') await requireReady(deps.store, before.value);
  const at = await deps.clock.now();
  const id = String(runsOpened + 1).padStart(4, '0');
  const cycle: Cycle = { ...before.value, activeRun: id, runsOpened: runsOpened + 1 };
  const { with: also, ...stated } = opening;
  const run: Run = {
    ...stated,
    id,
    rubric: before.value.rubric,
    startedAt: at,
    status: 'active',
    inputsSha256: null,
    resultSha256: null,
    review: null,
    signOff: null,
    stopped: null,
    repair: null,
  };
  try {
    await deps.store.commit({
      stream: streams.runs(opening.cycle),
      writes: [
        replace(collections.cycles, { cycle: cycle.id }, before, cycle),
        create(collections.runs, { cycle: cycle.id, run: id }, run),
        ...(also?.(id) ?? []),
      ],
      audit: {
        at,
        actor: opening.startedBy,
        action: 'run.open',
        subject: `run:${id}`,
        details: { execution: opening.execution, kind: opening.kind },
      },
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'changed-meanwhile') throw error;
    // Of several who start at once one takes the place; the others find it taken and are told by whom.
    const now = (await load.cycle(deps.store, opening.cycle)).value;
    const found = await runOfExecution(deps.store, now, opening);
    if (found === null) throw error;
    return found;
  }
  return id;
}

/**
 * The run that this execution opened: its own also when it has ended since, because a start may be repeated weeks later.
 * @returns null when the place is free
 * @throws Refusal `run-active` when another execution has the place
 */
async function runOfExecution(store: Store, { activeRun }: Cycle, opening: Opening): Promise<string | null> {
  const { cycle, execution } = opening;
  const runs = await store.all(collections.runs, { cycle });
  const own = runs.find((each) => each.value.execution === execution);
  if (own !== undefined) return own.value.id;
  if (activeRun !== null) throw refuse.conflict('run-active', { cycle, run: activeRun });
  return null;
}

/** @throws Refusal `year-published`; `rubric-is-draft` */
async function requireReady(store: Store, { id: cycle, rubric, rubricIsDraft }: Cycle): Promise<void> {
  const found = await store.get(collections.publications, { cycle });
  if (found !== null) throw refuse.conflict('year-published', { cycle, revision: found.value.revision });
  if (rubricIsDraft) throw refuse.wrongState('rubric-is-draft', { cycle, version: rubric.version });
}

/** The machine's first task: opens the run and says whom to ask. */
export function openRunTask(deps: Readonly<{ store: Store; clock: Clock }>) {
  return async (
    input: z.output<typeof tasks.openRun.input>,
  ): Promise<z.input<typeof tasks.openRun.output>> => {
    const cycleId = input.cycle ?? lastYear(await deps.clock.now());
    const run = await openRun(deps, {
      cycle: cycleId,
      startedBy: input.startedBy,
      execution: input.execution,
      // A re-evaluation is opened by who starts it, with its changes, and is found here by its execution.
      kind: 'year-end',
    });
    const { settings } = (await load.cycle(deps.store, cycleId)).value;
    const bodies = await deps.store.all(collections.bodies, { cycle: cycleId });
    const { kind } = (await load.run(deps.store, { cycle: cycleId, run })).value;
    await noteProgress(deps.store, { cycle: cycleId, run }, firstStep(kind), 'all', 0, 0);
    return {
      cycle: cycleId,
      run,
      kind,
      bodies: bodies.map((each) => each.value.id),
      repairSeconds: settings.repairSeconds,
      handInSeconds: settings.handInSeconds,
      signOffSeconds: settings.signOffSeconds,
    };
  };
}

/** The schedule fires early in the year and means the year that has just ended. */
function lastYear(now: string): string {
  return String(Number(shanghaiDay(now).slice(0, 4)) - 1);
}
