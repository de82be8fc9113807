import * as collections from '../../contracts/collections.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { metricsOf, waitingIn, type OfficeFigures } from '../../domain/figures/office-figures.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { presentCycles } from '../present-cycles.ts';
import { currentStep, readProgress } from '../run/progress.ts';

/**
 * Counts what waits in each year that is not over, keeps the figures beside the year and tells them. Of a published year nothing waits
 * but a run that mends it. It reads every unit's evidence, so it is done by a schedule and not when somebody looks.
 */
export function measureOffice(deps: Readonly<{ store: Store; clock: Clock; metrics: Metrics }>) {
  const { store } = deps;
  return async (): Promise<readonly OfficeFigures[]> => {
    const measuredAt = await deps.clock.now();
    const all: OfficeFigures[] = [];
    for (const cycle of await presentCycles(store, measuredAt)) {
      const figures = { cycle: cycle.id, measuredAt, ...(await waiting(cycle)), run: await running(cycle) };
      await store.put(collections.officeFigures, { cycle: cycle.id }, figures);
      all.push(figures);
    }
    deps.metrics.tell(metricsOf(all));
    return all;
  };

  async function waiting({ id: cycle }: Cycle) {
    if ((await store.get(collections.publications, { cycle })) !== null) return waitingIn([], []);
    const bodies = await store.all(collections.bodies, { cycle });
    const handIns = await fewAtATime(bodies, ({ value: { id: body } }) =>
      store.get(collections.handIns, { cycle, body }),
    );
    const units = await store.all(collections.units, { cycle });
    const pieces = await fewAtATime(units, ({ value: { id: unit } }) =>
      store.all(collections.evidence, { cycle, unit }),
    );
    return waitingIn(
      handIns.flatMap((each) => (each === null ? [] : [each.value])),
      pieces.flat().map(({ value }) => value),
    );
  }

  async function running({ id: cycle, activeRun }: Cycle): Promise<OfficeFigures['run']> {
    if (activeRun === null) return null;
    const place = { cycle, run: activeRun };
    const run = (await store.get(collections.runs, place))?.value;
    if (run?.status !== 'active') return null;
    const progress = await readProgress(store, place);
    const { done = 0, total = 0 } = progress.at(-1) ?? {};
    return { id: run.id, step: currentStep(progress, run.kind), done, total, stopped: run.stopped !== null };
  }
}
