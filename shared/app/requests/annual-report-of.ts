import type { AnnualReportView } from '../../contracts/request-views.ts';
import type { Unit } from '../../domain/cycle/cycle.ts';
import {
  annualReportDueOn,
  balanceOf,
  checkTables,
  fillTables,
  isCarriedTwice,
  oddFigures,
  type AnnualTables,
} from '../../domain/requests/annual-report.ts';
import { formatFor, type AnnualReportFormat } from '../../domain/requests/annual-report-format.ts';
import { readClock } from '../../domain/requests/clock.ts';
import { closingDay, type InformationRequest } from '../../domain/requests/request.ts';
import { stateOf } from '../../domain/requests/request-state.ts';
import { ledgerCycles, ledgersOf } from './ledger.ts';
import type { Reading, RequestDeps } from './request-view.ts';

/** A unit's annual report for a cycle's year as its ledgers stand, with what the check says of it. */
export async function annualReportOf(
  deps: RequestDeps,
  unit: Unit,
  reading: Omit<Reading, 'member'>,
): Promise<AnnualReportView> {
  const cycles = await ledgerCycles(deps.store, unit.cycle);
  const requests = await ledgersOf(deps.store, cycles, unit.id);
  const year = Number(unit.cycle);
  const format = formatFor(year);
  const tables = fillTables(format, requests, year);
  const lastYear = cycles.includes(String(year - 1)) ? fillTables(format, requests, year - 1) : null;
  return {
    format: format.id,
    year: unit.cycle,
    unit: unit.id,
    unitName: unit.name,
    dueOn: annualReportDueOn(year, 'unit'),
    asOf: reading.today,
    ...shownTables(format, tables),
    balance: balanceOf(format, tables).map((each) => ({ ...each })),
    findings: [
      ...checkTables(format, tables),
      ...oddFigures(format, tables, {
        year,
        today: reading.today,
        lastYear,
        ...countsOf(requests, year, reading),
      }),
    ].map((each) => ({ ...each })),
  };
}

function shownTables(
  format: AnnualReportFormat,
  tables: AnnualTables,
): Pick<AnnualReportView, 'requests' | 'contests'> {
  const total = { id: 'total', label: { zh: '总计', en: 'Total' } };
  return {
    requests: {
      columns: [...format.columns.map(({ id, label }) => ({ id, label })), total],
      rows: format.rows.map(({ id, under, label }, at) => ({
        id,
        under: [...under],
        label,
        cells: [...(tables.requests[at]?.cells ?? [])],
      })),
    },
    contests: {
      columns: [...format.contestOutcomes.map(({ id, label }) => ({ id, label })), total],
      rows: format.contests.map(({ id, label }, at) => ({
        id,
        label,
        cells: [...(tables.contests[at]?.cells ?? [])],
      })),
    },
  };
}

/** What the clock says of the year's requests. */
function countsOf(
  requests: readonly InformationRequest[],
  year: number,
  { calendar, today, rules }: Omit<Reading, 'member'>,
) {
  const read = requests
    .filter((each) => each.status !== 'struck' && each.receipt.arrivedOn.slice(0, 4) <= String(year))
    .map((of) => {
      const clock = readClock(of, calendar, today);
      return { of, clock, state: stateOf(of, clock, rules) };
    });
  const inYear = (of: InformationRequest) => closingDay(of)?.slice(0, 4) === String(year);
  const count = (holds: (each: (typeof read)[number]) => boolean) => read.filter(holds).length;
  return {
    answeredLate: count(({ of, state }) => state === 'answered-late' && inYear(of)),
    overdue: count(({ state }) => state === 'overdue'),
    unconfirmed: count(({ state }) => state === 'awaiting-confirmation'),
    choiceOpen: count(({ of, clock }) => clock.choiceOpen && (closingDay(of) === null || inYear(of))),
    carriedTwice: count(({ of }) => isCarriedTwice(of, year)),
  };
}
