import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { cycleStage } from '../../domain/cycle/cycle-stage.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { presentCycles } from '../present-cycles.ts';
import type { UseCase } from '../use-case.ts';

/** The years that somebody may work in or read about, the newest first: those of now, and every year with a published report. */
export function listCycles(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'listCycles'> {
  const { store } = deps;
  return async () => {
    const now = await deps.clock.now();
    const present = await presentCycles(store, now);
    const published = (await store.all(collections.publications, {})).map(({ value }) => value.cycle);
    const ids = [...new Set([...present.map(({ id }) => id), ...published])].sort().reverse();
    const found = await Promise.all(ids.map((cycle) => store.get(collections.cycles, { cycle })));
    return {
      items: found.flatMap((each) => {
        if (each === null) return [];
        const { id, title, demonstration, window, activeRun } = each.value;
        const isPublished = published.includes(id);
        const stage = cycleStage(each.value, isPublished, shanghaiDay(now));
        return [{ id, title, demonstration, window, activeRun, published: isPublished, stage }];
      }),
    };
  };
}
