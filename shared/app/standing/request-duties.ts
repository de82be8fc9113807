import { readClock } from '../../domain/requests/clock.ts';
import type { InformationRequest } from '../../domain/requests/request.ts';
import type { WorkingCalendar } from '../../domain/requests/working-days.ts';
import type { Duty } from '../../domain/reminders/duty.ts';
import type { Day } from '../../domain/values.ts';
import type { DutySource } from '../../ports/duty-source.ts';
import type { Store } from '../../ports/store.ts';
import { ledgerCycles, ledgersOf } from '../requests/ledger.ts';

/**
 * Requests for information that wait for an answer, each due when its statutory clock says. Of a request only the day it
 * arrived is told: what was asked, and by whom, stays in the ledger.
 */
export function requestDuties(deps: Readonly<{ store: Store; calendar: WorkingCalendar }>): DutySource {
  return {
    open: async (cycle, today) => {
      const cycles = await ledgerCycles(deps.store, cycle.id);
      return async (unit) =>
        (await ledgersOf(deps.store, cycles, unit)).flatMap((each) => dutyOf(each, deps.calendar, today));
    },
  };
}

function dutyOf(of: InformationRequest, calendar: WorkingCalendar, today: Day): Duty[] {
  if (of.status !== 'open' && of.status !== 'paused') return [];
  // A clock that stands, and a due date beyond the known calendar, are nothing to be reminded of.
  const { dueOn, standsFor } = readClock(of, calendar, today);
  if (dueOn === null || standsFor !== null) return [];
  return [
    {
      kind: 'request',
      id: of.id,
      addressee: { kind: 'unit', unit: of.unit },
      dueOn,
      facts: { arrivedOn: of.receipt.arrivedOn },
    },
  ];
}
