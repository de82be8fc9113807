import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../shared/domain/calendar.ts';
import {
  annualReportFormats,
  formatFor,
  type AnnualReportFormat,
} from '../../../../shared/domain/requests/annual-report-format.ts';
import {
  annualReportDueOn,
  balanceOf,
  checkTables,
  fillTables,
  oddFigures,
  sumTables,
  type AnnualTables,
  type Surroundings,
} from '../../../../shared/domain/requests/annual-report.ts';
import {
  applicantKinds,
  outcomes,
  type ApplicantKind,
  type InformationRequest,
  type Outcome,
} from '../../../../shared/domain/requests/request.ts';
import { transitions } from '../../../../shared/domain/requests/transitions.ts';
import { stateCouncilCalendar } from '../../../../shared/formats/state-council-calendar.ts';
import { sampleRequest, zhang } from '../../../support/requests.ts';

const format = formatFor(2021);
const now = { today: '2024-12-01', calendar: stateCouncilCalendar() };
const request = (received: string, kind: ApplicantKind = 'natural-person') =>
  sampleRequest(received, { applicant: { ...zhang, kind } });
const closed = (of: InformationRequest, on: string, outcome: Outcome): InformationRequest => ({
  ...of,
  status: 'answered',
  answer: { on, outcome },
});
const cells = (tables: AnnualTables, id: string) => tables.requests.find((row) => row.id === id)?.cells;
const contest = (tables: AnnualTables, id: string) => tables.contests.find((row) => row.id === id)?.cells;

describe('the form of 2021', () => {
  test('has 25 rows of six applicants and a total, and part 4 fifteen numbers', () => {
    const tables = fillTables(format, [], 2021);
    expect(tables.requests).toHaveLength(25);
    for (const row of tables.requests) expect(row.cells).toHaveLength(7);
    expect(tables.contests.flatMap((row) => row.cells)).toHaveLength(15);
  });

  test.each(annualReportFormats.map((each) => [each.id, each] as const))(
    '%s: every outcome stands in exactly one row and every kind of applicant in one column, so that nothing is lost or counted twice',
    (_, { rows, columns }) => {
      const listed = rows.flatMap(({ counts }) => (counts.kind === 'closed' ? counts.outcomes : []));
      expect([...listed].sort()).toEqual([...outcomes].sort());
      expect(columns.map((column) => column.id)).toEqual(applicantKinds);
      expect(rows.filter(({ counts }) => counts.kind === 'closed' && counts.withdrawn)).toHaveLength(1);
      for (const kind of ['received', 'carried-in', 'closed-total', 'carried-on']) {
        expect(
          rows.filter(({ counts }) => counts.kind === kind),
          kind,
        ).toHaveLength(1);
      }
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    },
  );

  test('another form is data alone: rows that take outcomes together are filled by the same code', () => {
    const coarse: AnnualReportFormat = {
      ...format,
      id: 'annual-report/coarse',
      rows: [
        ...format.rows.slice(0, 2),
        {
          id: 'all',
          under: [],
          label: { zh: '办结', en: 'Closed' },
          counts: { kind: 'closed', outcomes, withdrawn: true },
        },
        ...format.rows.slice(-2),
      ],
    };
    const one = closed(request('2021-03-01'), '2021-03-10', 'refused-process');
    const tables = fillTables(coarse, [one], 2021);
    expect(cells(tables, 'all')).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect(checkTables(coarse, tables)).toEqual([]);
  });
});

describe('filling part 3', () => {
  test('counts a request in the year of its receipt as new, in later years as carried over until it is closed', () => {
    const late = closed(request('2021-12-20', 'company'), '2022-01-14', 'granted');
    const of2021 = fillTables(format, [late], 2021);
    expect(cells(of2021, 'received')).toEqual([0, 1, 0, 0, 0, 0, 1]);
    expect(cells(of2021, 'carried-on')).toEqual([0, 1, 0, 0, 0, 0, 1]);
    expect(cells(of2021, 'closed-total')).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const of2022 = fillTables(format, [late], 2022);
    expect(cells(of2022, 'received')).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(cells(of2022, 'carried-in')).toEqual([0, 1, 0, 0, 0, 0, 1]);
    expect(cells(of2022, 'granted')).toEqual([0, 1, 0, 0, 0, 0, 1]);
    expect(cells(of2022, 'closed-total')).toEqual([0, 1, 0, 0, 0, 0, 1]);
    for (const year of [2020, 2023]) {
      expect(fillTables(format, [late], year).requests.every((row) => row.cells.at(-1) === 0)).toBe(true);
    }
  });

  test('goes by the day of receipt, not of arrival: a letter confirmed in January is the new year’s', () => {
    const receipt = { channel: 'ordinary-post', arrivedOn: '2021-12-30', confirmedOn: '2022-01-04' } as const;
    const letter = sampleRequest('2021-12-30', { receipt });
    expect(cells(fillTables(format, [letter], 2021), 'received')?.at(-1)).toBe(0);
    expect(cells(fillTables(format, [letter], 2022), 'received')?.at(-1)).toBe(1);
  });

  test('puts withdrawn requests under other, and leaves out what was struck or never confirmed', () => {
    const withdrawn = transitions.withdraw(request('2021-03-01'), '2021-03-05', now);
    const struck = transitions.strike(request('2021-03-01'), '误登', now);
    const never = sampleRequest('2021-03-01', {
      receipt: { channel: 'other', arrivedOn: '2021-03-01', confirmedOn: null },
    });
    const tables = fillTables(format, [withdrawn, struck, never], 2021);
    expect(cells(tables, 'received')?.at(-1)).toBe(1);
    expect(cells(tables, 'other')?.at(-1)).toBe(1);
    expect(cells(tables, 'closed-total')?.at(-1)).toBe(1);
  });

  test('stays the same when applicants have been removed: the kind is kept for it', () => {
    const one = closed(request('2021-03-01', 'legal-service'), '2021-03-10', 'granted');
    const removed = {
      ...one,
      applicant: { personal: 'removed', kind: 'legal-service', removedOn: '2023-01-01' },
    } as const;
    expect(fillTables(format, [removed], 2021)).toEqual(fillTables(format, [one], 2021));
  });
});

describe('filling part 4', () => {
  const base = closed(request('2021-03-01'), '2021-03-10', 'granted');
  const filed = (filedOn: string) => transitions.fileContest(base, 'review', filedOn, now);
  const decided = transitions.decideContest(
    filed('2021-11-01'),
    'review',
    { on: '2022-01-10', outcome: 'corrected' },
    now,
  );

  test('counts a review as pending at the end of each year before its decision, and in that year by its outcome', () => {
    expect(contest(fillTables(format, [decided], 2021), 'review')).toEqual([0, 0, 0, 1, 1]);
    expect(contest(fillTables(format, [decided], 2022), 'review')).toEqual([0, 1, 0, 0, 1]);
    expect(contest(fillTables(format, [decided], 2023), 'review')).toEqual([0, 0, 0, 0, 0]);
    expect(contest(fillTables(format, [decided], 2020), 'review')).toEqual([0, 0, 0, 0, 0]);
  });

  test('tells a lawsuit after a review from a direct one', () => {
    const after = transitions.fileContest(decided, 'suit', '2022-02-01', now);
    const direct = transitions.fileContest(base, 'suit', '2022-02-01', now);
    const tables = fillTables(format, [after, direct], 2022);
    expect(contest(tables, 'suit')).toEqual([0, 0, 0, 1, 1]);
    expect(contest(tables, 'suit-after-review')).toEqual([0, 0, 0, 1, 1]);
  });
});

/** Ledgers as they come: any kinds, days and outcomes over four years, some open, some withdrawn, some struck. */
const ledger = fc.array(
  fc.record({
    kind: fc.constantFrom(...applicantKinds),
    received: fc.integer({ min: 0, max: 4 * 365 }),
    took: fc.integer({ min: 0, max: 800 }),
    end: fc.constantFrom('open', 'withdrawn', 'struck', ...outcomes),
  }),
  { maxLength: 60 },
);
const fromLedger = (
  rows: readonly {
    kind: ApplicantKind;
    received: number;
    took: number;
    end: 'open' | 'withdrawn' | 'struck' | Outcome;
  }[],
) =>
  rows.map(({ kind, received, took, end }): InformationRequest => {
    const on = addDays('2020-01-01', received);
    const of = request(on, kind);
    if (end === 'open') return of;
    const until = addDays(on, took);
    if (end === 'withdrawn') return { ...of, status: 'withdrawn', withdrawnOn: until };
    if (end === 'struck') return { ...of, status: 'struck', struckOn: until, reason: '误登' };
    return closed(of, until, end);
  });

describe('the balance', () => {
  test('holds in every column for every ledger, and nothing contradicts itself', () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 2019, max: 2026 }), (rows, year) => {
        const tables = fillTables(format, fromLedger(rows), year);
        for (const { column, came, went } of balanceOf(format, tables)) expect(went, column).toBe(came);
        expect(checkTables(format, tables)).toEqual([]);
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('what one year carries on is what the next has carried over, column by column', () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 2019, max: 2025 }), (rows, year) => {
        const requests = fromLedger(rows);
        expect(cells(fillTables(format, requests, year), 'carried-on')).toEqual(
          cells(fillTables(format, requests, year + 1), 'carried-in'),
        );
      }),
      { seed: 2018, numRuns: 200 },
    );
  });

  test('of units together is the sum of each, in any order', () => {
    fc.assert(
      fc.property(ledger, ledger, (one, other) => {
        const [a, b] = [fromLedger(one), fromLedger(other)];
        const sum = sumTables(format, [fillTables(format, a, 2021), fillTables(format, b, 2021)]);
        expect(sum).toEqual(fillTables(format, [...b, ...a], 2021));
      }),
      { seed: 2018, numRuns: 100 },
    );
    expect(sumTables(format, [])).toEqual(fillTables(format, [], 2021));
  });

  test('is found broken whichever single number is altered', () => {
    const tables = fillTables(
      format,
      [closed(request('2021-03-01'), '2021-03-10', 'granted'), request('2021-11-01', 'company')],
      2021,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 50 }),
        (row, column, more) => {
          const altered = {
            ...tables,
            requests: tables.requests.map((each, at) =>
              at === row
                ? { ...each, cells: each.cells.map((cell, place) => (place === column ? cell + more : cell)) }
                : each,
            ),
          };
          const codes = checkTables(format, altered).map((finding) => finding.code);
          expect(codes).toContain('row-total');
          expect(codes.some((code) => code === 'balance' || code === 'outcomes-total')).toBe(true);
        },
      ),
      { seed: 2018, numRuns: 200 },
    );
  });

  test('names the column that does not balance, and by how much, in words', () => {
    const empty = fillTables(format, [], 2021);
    const altered = {
      ...empty,
      requests: empty.requests.map((row) =>
        row.id === 'received' ? { ...row, cells: [2, 0, 0, 0, 0, 0, 2] } : row,
      ),
    };
    expect(checkTables(format, altered).map(({ words }) => words.zh)).toEqual([
      '“自然人”一列不平：新收加结转来共2件，办结加结转下年共0件。',
      '“总计”一列不平：新收加结转来共2件，办结加结转下年共0件。',
    ]);
  });

  test('a number that is no count is found in part 4 too', () => {
    const empty = fillTables(format, [], 2021);
    const altered = {
      ...empty,
      contests: empty.contests.map((row) => ({ ...row, cells: [-1, 0, 0, 0, -1] })),
    };
    expect(checkTables(format, altered).map(({ code }) => code)).toEqual(Array(3).fill('not-a-count'));
  });
});

describe('figures that add up and still look odd', () => {
  const calm: Surroundings = {
    year: 2021,
    today: '2022-01-10',
    lastYear: null,
    answeredLate: 0,
    overdue: 0,
    unconfirmed: 0,
    choiceOpen: 0,
    carriedTwice: 0,
  };
  const answeredIn = (count: number, outcome: Outcome, year = '2021') =>
    Array.from({ length: count }, () => closed(request(`${year}-03-01`), `${year}-03-10`, outcome));
  const normal = fillTables(format, answeredIn(5, 'granted'), 2021);
  const codes = (tables: AnnualTables, around: Partial<Surroundings> = {}) =>
    oddFigures(format, tables, { ...calm, ...around }).map((finding) => finding.code);

  test('an ordinary year has none', () => {
    expect(codes(normal)).toEqual([]);
  });

  test.each<[string, AnnualTables, Partial<Surroundings>]>([
    ['later-form', normal, { year: 2018, today: '2019-02-01' }],
    ['year-not-over', normal, { today: '2021-12-31' }],
    ['nothing-received', fillTables(format, [], 2021), {}],
    ['unconfirmed', normal, { unconfirmed: 1 }],
    ['overdue', normal, { overdue: 2 }],
    ['answered-late', normal, { answeredLate: 3 }],
    ['choice-open', normal, { choiceOpen: 1 }],
    ['carried-twice', normal, { carriedTwice: 1 }],
    ['mostly-other', fillTables(format, [...answeredIn(3, 'other'), ...answeredIn(2, 'granted')], 2021), {}],
    [
      'jump',
      fillTables(format, answeredIn(40, 'granted'), 2021),
      { lastYear: fillTables(format, answeredIn(10, 'granted', '2020'), 2020) },
    ],
    [
      'jump',
      fillTables(format, answeredIn(1, 'granted'), 2021),
      { lastYear: fillTables(format, answeredIn(12, 'granted', '2020'), 2020) },
    ],
    [
      'many-contests',
      fillTables(
        format,
        [
          transitions.fileContest(
            closed(request('2020-03-01'), '2020-03-10', 'granted'),
            'review',
            '2021-02-01',
            now,
          ),
        ],
        2021,
      ),
      {},
    ],
  ])('%s is named, with its reason in both languages', (code, tables, around) => {
    const findings = oddFigures(format, tables, { ...calm, ...around });
    const found = findings.find((finding) => finding.code === code);
    expect(found?.weight).toBe('look');
    expect(found?.words.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(found?.words.en).toMatch(/\.$/);
  });

  test('a small change from one year to the next is none', () => {
    const before = fillTables(format, answeredIn(4, 'granted', '2020'), 2020);
    expect(codes(fillTables(format, answeredIn(9, 'granted'), 2021), { lastYear: before })).toEqual([]);
  });
});

test('a report is due on 31 January for units and 31 March for the county since that on 2019, and on 31 March for all before', () => {
  expect(annualReportDueOn(2018, 'unit')).toBe('2019-03-31');
  expect(annualReportDueOn(2018, 'county')).toBe('2019-03-31');
  expect(annualReportDueOn(2019, 'unit')).toBe('2020-01-31');
  expect(annualReportDueOn(2019, 'county')).toBe('2020-03-31');
});
