import * as collections from '../../contracts/collections.ts';
import { annualReportDueOn } from '../../domain/requests/annual-report.ts';
import { readClock } from '../../domain/requests/clock.ts';
import { stateOf, type RequestState } from '../../domain/requests/request-state.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { concernsYear, ledgerCycles, ledgersOf } from './ledger.ts';
import { readingNow, type RequestDeps } from './request-view.ts';

/** Every unit's requests of a year in numbers, for the county office: counts by state, and nobody's data. */
export function countRequests(deps: RequestDeps): UseCase<'countRequests'> {
  return async ({ member, params, query }) => {
    await load.cycle(deps.store, params.cycle);
    const { calendar, today, rules } = await readingNow(deps, member);
    const cycles = await ledgerCycles(deps.store, params.cycle);
    const units = await deps.store.page(collections.units, params, query);
    const items = await fewAtATime(units.items, async ({ value: unit }) => {
      const all = await ledgersOf(deps.store, cycles, unit.id);
      const clocks = all
        .filter((each) => concernsYear(each, params.cycle))
        .map((each) => ({ of: each, clock: readClock(each, calendar, today) }));
      const states = noStates();
      for (const { of, clock } of clocks) states[stateOf(of, clock, rules)] += 1;
      return {
        unit: unit.id,
        name: unit.name,
        total: clocks.length,
        states,
        choiceOpen: clocks.filter(({ of, clock }) => of.status !== 'struck' && clock.choiceOpen).length,
        reportDueOn: annualReportDueOn(Number(params.cycle), 'unit'),
      };
    });
    return { items, next: units.next };
  };
}

function noStates(): Record<RequestState, number> {
  return {
    'awaiting-confirmation': 0,
    'awaiting-correction': 0,
    paused: 0,
    open: 0,
    'due-soon': 0,
    overdue: 0,
    answered: 0,
    'answered-late': 0,
    withdrawn: 0,
    struck: 0,
  };
}
