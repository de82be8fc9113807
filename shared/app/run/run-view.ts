import * as collections from '../../contracts/collections.ts';
import type { RunView } from '../../contracts/run-views.ts';
import { hashesOf, type Run } from '../../domain/run/run.ts';
import type { Store } from '../../ports/store.ts';
import { currentStep, readProgress } from './progress.ts';
import { failuresOf } from './unit-failures.ts';

/** A county's units are named one by one; of a province's thousands only the numbers are told. */
const mostUnitsNamed = 300;

/** A run as the county office sees it: where it is, whom it waits for, how it ended. */
export async function runView(store: Store, run: Run): Promise<RunView> {
  const place = { cycle: run.cycle, run: run.id };
  const progress = await readProgress(store, place);
  const step = run.status === 'failed' ? run.step : currentStep(progress, run.kind);
  return {
    id: run.id,
    kind: run.kind,
    status: run.status,
    step,
    startedAt: run.startedAt,
    endedAt: run.status === 'active' ? null : run.endedAt,
    reason: run.status === 'failed' ? run.reason : run.status === 'returned' ? run.comment : null,
    revision: run.status === 'published' ? run.revision : null,
    ...hashesOf(run),
    reviewed: run.status === 'published' || (run.status === 'active' && run.review !== null),
    stopped: run.status === 'active' ? run.stopped : null,
    failing: (await failuresOf(store, place)).map(({ unit, step: at, reason }) => ({
      unit,
      step: at,
      reason,
    })),
    progress: progress.map(({ units, ...each }) => ({
      ...each,
      units: each.total > mostUnitsNamed ? null : [...units],
    })),
    waitingFor: run.status === 'active' && step === 'hand-ins' ? await askedAndOpen(store, place) : [],
  };
}

/** Bodies that the run has asked and that have not handed in. */
async function askedAndOpen(
  store: Store,
  place: Readonly<{ cycle: string; run: string }>,
): Promise<string[]> {
  const asked = await store.all(collections.runTasks, place);
  const bodies = asked.flatMap(({ value }) =>
    value.task.startsWith('hand-in:') ? [value.task.slice('hand-in:'.length)] : [],
  );
  const handIns = await Promise.all(
    bodies.map((body) => store.get(collections.handIns, { cycle: place.cycle, body })),
  );
  return bodies.filter((_, index) => handIns[index]?.value.status === 'open');
}
