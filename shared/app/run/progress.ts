import * as collections from '../../contracts/collections.ts';
import { runSteps, type RunKind, type RunStep } from '../../domain/run/run.ts';
import type { Store } from '../../ports/store.ts';

type InRun = Readonly<{ cycle: string; run: string }>;
export type StepProgress = Readonly<{
  step: RunStep;
  done: number;
  total: number;
  /** The units that are done, in a step that goes over them. */
  units: readonly string[];
}>;

/** Notes how far one batch of a step is. Batches run side by side, so each has a record of its own. */
export async function noteProgress(
  store: Store,
  run: InRun,
  step: RunStep,
  batch: string,
  done: number,
  total: number,
  units: readonly string[] = [],
): Promise<void> {
  const { cycle, run: id } = run;
  await store.put(
    collections.runProgress,
    { cycle, run: id, step, batch },
    { cycle, run: id, step, batch, done, total, units: [...units] },
  );
}

/** How far each step that has begun is, in the order of the steps. */
export async function readProgress(store: Store, run: InRun): Promise<readonly StepProgress[]> {
  const all = (await store.all(collections.runProgress, run)).map((each) => each.value);
  const notes = all.filter((note) => !note.stale);
  return runSteps.flatMap((step): StepProgress[] => {
    const of = notes.filter((note) => note.step === step);
    if (of.length === 0) return [];
    const sum = (pick: (note: (typeof of)[number]) => number) =>
      of.reduce((total, note) => total + pick(note), 0);
    return [
      {
        step,
        done: sum((note) => note.done),
        total: sum((note) => note.total),
        units: of.flatMap((note) => note.units),
      },
    ];
  });
}

/** Where a run begins: a re-evaluation asks nobody to hand in. */
export function firstStep(kind: RunKind): RunStep {
  return kind === 'year-end' ? 'hand-ins' : 'freeze';
}

/** The step a run is in: the last that has begun. */
export function currentStep(progress: readonly StepProgress[], kind: RunKind): RunStep {
  return progress.at(-1)?.step ?? firstStep(kind);
}
