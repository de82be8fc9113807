import type { AnnualReportView } from '../../contracts/request-views.ts';
import {
  annualReportDueOn,
  balanceOf,
  checkTables,
  fillTables,
  isCarriedTwice,
  oddFigures,
  sumTables,
  type AnnualTables,
  type Surroundings,
} from '../../domain/requests/annual-report.ts';
import { formatFor, type AnnualReportFormat } from '../../domain/requests/annual-report-format.ts';
import { readClock } from '../../domain/requests/clock.ts';
import { closingDay, type InformationRequest } from '../../domain/requests/request.ts';
import { stateOf } from '../../domain/requests/request-state.ts';
import { ledgerCycles, ledgersOf } from './ledger.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { Reading, RequestDeps } from './request-view.ts';

/** Whose report it is: a unit's, or (null) the county's, which adds up all its units. */
export type ReportOf = Readonly<{ cycle: string; unit: string | null; name: string }>;

/** An annual report for a cycle's year as the ledgers of the units stand, with what the check says of it. */
export async function annualReportOf(
  deps: RequestDeps,
  of: ReportOf,
  units: readonly string[],
  reading: Omit<Reading, 'member'>,
): Promise<AnnualReportView> {
  const cycles = await ledgerCycles(deps.store, of.cycle);
  const year = Number(of.cycle);
  const format = formatFor(year);
  const parts = await fewAtATime(units, async (unit) => {
    const requests = await ledgersOf(deps.store, cycles, unit);
    return {
      tables: fillTables(format, requests, year),
      lastYear: fillTables(format, requests, year - 1),
      counts: countsOf(requests, year, reading),
    };
  });
  const tables = sumTables(
    format,
    parts.map((each) => each.tables),
  );
  const lastYear = sumTables(
    format,
    parts.map((each) => each.lastYear),
  );
  const counts = parts.map((each) => each.counts).reduce(addCounts, noCounts);
  return {
    format: format.id,
    year: of.cycle,
    unit: of.unit,
    name: of.name,
    dueOn: annualReportDueOn(year, of.unit === null ? 'county' : 'unit'),
    asOf: reading.today,
    ...shownTables(format, tables),
    balance: balanceOf(format, tables).map((each) => ({ ...each })),
    findings: [
      ...checkTables(format, tables),
      ...oddFigures(format, tables, {
        year,
        today: reading.today,
        lastYear: cycles.includes(String(year - 1)) ? lastYear : null,
        ...counts,
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

type Counts = Pick<Surroundings, 'answeredLate' | 'overdue' | 'unconfirmed' | 'choiceOpen' | 'carriedTwice'>;

const noCounts: Counts = { answeredLate: 0, overdue: 0, unconfirmed: 0, choiceOpen: 0, carriedTwice: 0 };

function addCounts(left: Counts, right: Counts): Counts {
  return {
    answeredLate: left.answeredLate + right.answeredLate,
    overdue: left.overdue + right.overdue,
    unconfirmed: left.unconfirmed + right.unconfirmed,
    choiceOpen: left.choiceOpen + right.choiceOpen,
    carriedTwice: left.carriedTwice + right.carriedTwice,
  };
}

/** What the clock says of the year's requests. */
function countsOf(
  requests: readonly InformationRequest[],
  year: number,
  { calendar, today, rules }: Omit<Reading, 'member'>,
): Counts {
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
