import type { Bilingual, Day } from '../values.ts';
import {
  annualReportFormats,
  contestHeadings,
  type AnnualReportFormat,
  type ContestHeading,
  type RowCounts,
} from './annual-report-format.ts';
import { closingDay, receiptDay, type InformationRequest } from './request.ts';

/** Numbers of one row, in the order of the form's columns, with the total last. */
export type TableRow = Readonly<{ id: string; cells: readonly number[] }>;
/** Numbers of one heading of part 4, in the order of the form's outcomes, with the total last. */
export type ContestRow = Readonly<{ id: ContestHeading; cells: readonly number[] }>;
/** Parts 3 and 4 of an annual report. */
export type AnnualTables = Readonly<{ requests: readonly TableRow[]; contests: readonly ContestRow[] }>;

/** Something about the figures that does not add up, or that somebody should look at before they are published. */
export type FigureFinding = Readonly<{ code: string; weight: 'error' | 'look'; words: Bilingual }>;

/**
 * When the report on a year is due. Since the report on 2019 a unit's by 31 January of the next year and the county's by
 * 31 March; before, everybody's by 31 March.
 */
export function annualReportDueOn(year: number, of: 'unit' | 'county'): Day {
  return `${year + 1}-${of === 'unit' && year >= 2019 ? '01-31' : '03-31'}`;
}

/**
 * Fills parts 3 and 4 from a unit's ledgers. A request counts in the year of its receipt as new, and in a later year in which
 * it was still open as carried over; what was struck out, or never confirmed, does not count. A review or lawsuit counts in
 * the year of its decision, and as pending at the end of every year before that.
 */
export function fillTables(
  format: AnnualReportFormat,
  requests: readonly InformationRequest[],
  year: number,
): AnnualTables {
  const counted = requests
    .filter((each) => each.status !== 'struck')
    .map((each) => ({ of: each, ...placeIn(each, year) }));
  const cellsOf = (counts: RowCounts) =>
    withTotal(
      format.columns.map(
        ({ id }) => counted.filter((each) => each.of.applicant.kind === id && belongs(each, counts)).length,
      ),
    );
  return {
    requests: format.rows.map(({ id, counts }) => ({ id, cells: cellsOf(counts) })),
    contests: format.contests.map(({ id }) => ({
      id,
      cells: withTotal(
        format.contestOutcomes.map(
          (result) => counted.filter(({ of }) => contestIn(of, id, year) === result.id).length,
        ),
      ),
    })),
  };
}

/** Adds tables of one form up, cell by cell; no tables at all give noughts. */
export function sumTables(format: AnnualReportFormat, all: readonly AnnualTables[]): AnnualTables {
  const add = (rows: readonly (readonly number[])[], width: number) =>
    Array.from({ length: width }, (_, place) => rows.reduce((sum, cells) => sum + (cells[place] ?? 0), 0));
  return {
    requests: format.rows.map(({ id }, at) => ({
      id,
      cells: add(
        all.map((tables) => tables.requests[at]?.cells ?? []),
        format.columns.length + 1,
      ),
    })),
    contests: format.contests.map(({ id }, at) => ({
      id,
      cells: add(
        all.map((tables) => tables.contests[at]?.cells ?? []),
        format.contestOutcomes.length + 1,
      ),
    })),
  };
}

/** A column's balance: new and carried over on one side, handled and carried on on the other. */
export type Balance = Readonly<{ column: string; came: number; went: number }>;

/** The balance of each column, the total last. It holds when `came` is `went`. */
export function balanceOf(format: AnnualReportFormat, tables: AnnualTables): readonly Balance[] {
  const columns = [...format.columns.map((each) => each.id), 'total'];
  return columns.map((column, place) => {
    const sum = (...kinds: RowCounts['kind'][]) =>
      rowsOf(format, tables, kinds).reduce((total, cells) => total + (cells[place] ?? 0), 0);
    return { column, came: sum('received', 'carried-in'), went: sum('closed-total', 'carried-on') };
  });
}

/** Where the tables contradict themselves: balance, totals and headings, each named. Tables filled from a ledger never do. */
export function checkTables(format: AnnualReportFormat, tables: AnnualTables): readonly FigureFinding[] {
  const findings: FigureFinding[] = [];
  const names = [...format.columns.map((each) => each.label), { zh: '总计', en: 'Total' }];
  balanceOf(format, tables).forEach(({ came, went }, place) => {
    const name = names[place];
    if (came === went || name === undefined) return;
    findings.push(
      wrong('balance', {
        zh: `“${name.zh}”一列不平：新收加结转来共${came}件，办结加结转下年共${went}件。`,
        en: `Column “${name.en}” does not balance: ${came} came, ${went} were closed or carried on.`,
      }),
    );
  });
  const closed = rowsOf(format, tables, ['closed']);
  const totals = rowsOf(format, tables, ['closed-total'])[0] ?? [];
  totals.forEach((total, place) => {
    const sum = closed.reduce((adding, cells) => adding + (cells[place] ?? 0), 0);
    const name = names[place];
    if (sum === total || name === undefined) return;
    findings.push(
      wrong('outcomes-total', {
        zh: `“${name.zh}”一列的办理结果合计应为${sum}，表中为${total}。`,
        en: `The outcomes in column “${name.en}” add up to ${sum}; the table says ${total}.`,
      }),
    );
  });
  const rows = [
    ...format.rows.map(({ label }, at) => ({ label, cells: tables.requests[at]?.cells ?? [] })),
    ...format.contests.map(({ label }, at) => ({ label, cells: tables.contests[at]?.cells ?? [] })),
  ];
  for (const { label, cells } of rows) {
    const total = cells.at(-1) ?? 0;
    const sum = cells.slice(0, -1).reduce((adding, each) => adding + each, 0);
    if (sum !== total) {
      findings.push(
        wrong('row-total', {
          zh: `“${label.zh}”一行合计应为${sum}，表中为${total}。`,
          en: `Row “${label.en}” adds up to ${sum}; the table says ${total}.`,
        }),
      );
    }
    if (cells.some((each) => each < 0 || !Number.isInteger(each))) {
      findings.push(
        wrong('not-a-count', {
          zh: `“${label.zh}”一行有不是件数的数字。`,
          en: `Row “${label.en}” has a number that is no count.`,
        }),
      );
    }
  }
  return findings;
}

/** What a check needs to know beside the tables. */
export type Surroundings = Readonly<{
  year: number;
  today: Day;
  /** The tables of the year before, when this installation has its ledger. */
  lastYear: AnnualTables | null;
  /** Requests by what the clock says of them on `today`. */
  answeredLate: number;
  overdue: number;
  unconfirmed: number;
  choiceOpen: number;
  /** Requests that were carried over and are carried on again. */
  carriedTwice: number;
}>;

/** Figures that add up and still look odd, each with the reason to look. */
export function oddFigures(
  format: AnnualReportFormat,
  tables: AnnualTables,
  around: Surroundings,
): readonly FigureFinding[] {
  const total = (...kinds: RowCounts['kind'][]) =>
    rowsOf(format, tables, kinds).reduce((sum, cells) => sum + (cells.at(-1) ?? 0), 0);
  const findings: FigureFinding[] = [];
  const note = (holds: boolean, code: string, zh: string, en: string) => {
    if (holds) findings.push({ code, weight: 'look', words: { zh, en } });
  };
  const { year, lastYear } = around;
  const [received, closed] = [total('received'), total('closed-total')];
  const oldest = annualReportFormats[0]?.from ?? year;
  note(
    year < oldest,
    'later-form',
    `${year}年的正式表样与本表（${oldest}年起使用）不同，报出前请按当年表样核对。`,
    `The official form of ${year} was another than this one, in use since ${oldest}: check against it before it goes out.`,
  );
  note(
    around.today.slice(0, 4) <= String(year),
    'year-not-over',
    `截至${around.today}，${year}年尚未结束，数字还会变动。`,
    `As of ${around.today} the year ${year} is not over; the figures will change.`,
  );
  note(
    received === 0,
    'nothing-received',
    '全年没有新收申请，请确认各渠道收到的申请都已登记。',
    'No request was received in the year: make sure that every channel’s requests are in the ledger.',
  );
  note(
    around.unconfirmed > 0,
    'unconfirmed',
    `有${around.unconfirmed}件申请一直没有与申请人确认收到，未计入本表。`,
    `Receipt of ${around.unconfirmed} requests was never confirmed with the applicant; they are not in the tables.`,
  );
  note(
    around.overdue > 0,
    'overdue',
    `有${around.overdue}件申请已逾期仍未答复。`,
    `${around.overdue} requests are overdue and not answered.`,
  );
  note(
    around.answeredLate > 0,
    'answered-late',
    `有${around.answeredLate}件申请超过法定期限才答复。`,
    `${around.answeredLate} requests were answered after the time limit.`,
  );
  note(
    around.choiceOpen > 0,
    'choice-open',
    `有${around.choiceOpen}件申请跨越新旧条例，县政府办尚未确定适用哪一个。`,
    `${around.choiceOpen} requests straddle the change of the Regulation and the county office has not chosen.`,
  );
  note(
    around.carriedTwice > 0,
    'carried-twice',
    `有${around.carriedTwice}件上年结转的申请又结转下年，办理已满一年，请核实。`,
    `${around.carriedTwice} requests were carried over and are carried on again: they have been open for more than a year.`,
  );
  const [otherRow] = format.rows.flatMap(({ counts }, at) =>
    counts.kind === 'closed' && counts.withdrawn ? [tables.requests[at]?.cells.at(-1) ?? 0] : [],
  );
  note(
    closed >= 4 && (otherRow ?? 0) * 2 > closed,
    'mostly-other',
    `办结的${closed}件中有${otherRow ?? 0}件计入“其他”，请核对是否应归入具体情形。`,
    `${otherRow ?? 0} of ${closed} closed requests stand under “other”: check whether a category fits.`,
  );
  const contests = tables.contests.reduce((sum, { cells }) => sum + (cells.at(-1) ?? 0), 0);
  note(
    contests > received + total('carried-in') && contests > 0,
    'many-contests',
    `复议和诉讼共${contests}件，多于本年经办的申请，请核对。`,
    `${contests} reviews and lawsuits are more than the requests of the year: please check.`,
  );
  if (lastYear !== null) {
    const before = rowsOf(format, lastYear, ['received'])[0]?.at(-1) ?? 0;
    const jump = Math.max(received, before) >= 10 && (received > before * 3 || before > received * 3);
    note(
      jump,
      'jump',
      `新收${received}件，上年为${before}件，变化很大，请核实。`,
      `${received} requests came, ${before} the year before: a great change, please check.`,
    );
  }
  return findings;
}

/** Whether a request counts in a year, and on which sides. */
type Place = Readonly<{ came: 'received' | 'carried-in' | null; went: 'closed' | 'carried-on' | null }>;

function placeIn(of: InformationRequest, year: number): Place {
  const [received, closed, y] = [receiptDay(of.receipt), closingDay(of), String(year)];
  if (received === null || received.slice(0, 4) > y) return { came: null, went: null };
  if (closed !== null && closed.slice(0, 4) < y) return { came: null, went: null };
  return {
    came: received.slice(0, 4) === y ? 'received' : 'carried-in',
    went: closed !== null && closed.slice(0, 4) === y ? 'closed' : 'carried-on',
  };
}

/** Whether a request was carried into a year and is carried on from it too. */
export function isCarriedTwice(of: InformationRequest, year: number): boolean {
  const { came, went } = placeIn(of, year);
  return of.status !== 'struck' && came === 'carried-in' && went === 'carried-on';
}

function belongs(each: Readonly<{ of: InformationRequest }> & Place, counts: RowCounts): boolean {
  switch (counts.kind) {
    case 'received':
    case 'carried-in':
      return each.came === counts.kind;
    case 'closed-total':
      return each.went === 'closed';
    case 'carried-on':
      return each.went === 'carried-on';
    case 'closed':
      if (each.went !== 'closed') return false;
      return each.of.status === 'answered'
        ? counts.outcomes.includes(each.of.answer.outcome)
        : counts.withdrawn;
  }
}

function contestIn(of: InformationRequest, heading: ContestHeading, year: number): string | null {
  const contest = contestUnder(of, heading);
  if (contest === null || contest.filedOn.slice(0, 4) > String(year)) return null;
  const decidedIn = contest.decided?.on.slice(0, 4) ?? null;
  if (decidedIn === null || decidedIn > String(year)) return 'pending';
  return decidedIn === String(year) ? (contest.decided?.outcome ?? null) : null;
}

function contestUnder(of: InformationRequest, heading: ContestHeading) {
  if (heading === contestHeadings[0]) return of.review;
  return of.suit?.afterReview === (heading === 'suit-after-review') ? of.suit : null;
}

function rowsOf(
  format: AnnualReportFormat,
  tables: AnnualTables,
  kinds: readonly RowCounts['kind'][],
): readonly (readonly number[])[] {
  return format.rows.flatMap(({ counts }, at) =>
    kinds.includes(counts.kind) ? [tables.requests[at]?.cells ?? []] : [],
  );
}

function withTotal(cells: readonly number[]): readonly number[] {
  return [...cells, cells.reduce((sum, each) => sum + each, 0)];
}

function wrong(code: string, words: Bilingual): FigureFinding {
  return { code, weight: 'error', words };
}
