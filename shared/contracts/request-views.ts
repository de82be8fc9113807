import * as z from 'zod';
import { contestHeadings } from '../domain/requests/annual-report-format.ts';
import { applicantKind, outcome, receipt, request } from '../domain/requests/request.ts';
import { regulationId } from '../domain/requests/regulation.ts';
import { requestStates } from '../domain/requests/request-state.ts';
import { bilingual, cycleId, day, instant, recordId, unitId } from '../domain/values.ts';

/** What callers see of a unit's requests for information. */

const [stored] = request.options;

/**
 * The applicant: in full for the unit's own staff, masked for everybody else who may read, and but for the kind removed
 * once the retention rule has acted.
 */
export const applicantView = z.strictObject({
  kind: applicantKind,
  personal: z.enum(['full', 'masked', 'removed']),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  removedOn: day.nullable(),
});

/** The clock as of today. */
export const clockView = z.strictObject({
  regulation: regulationId,
  /** The request straddles the change of the Regulation, and the county office has not chosen yet. */
  choiceOpen: z.boolean(),
  receivedOn: day.nullable(),
  allowed: z.int(),
  used: z.int(),
  /** Null while the clock stands or the calendar of the days in question is not known. */
  dueOn: day.nullable(),
  /** The earliest day it can be, when the calendar ends before the due date. */
  notBefore: day.nullable(),
  standsFor: z.enum(['confirmation', 'correction', 'third-party', 'other-organs']).nullable(),
  /** Calendar days past the due date; null when it cannot be said. */
  late: z.int().nullable(),
});

/** A request in a list. */
export const requestLine = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  reference: z.string().nullable(),
  status: z.enum([
    'awaiting-confirmation',
    'open',
    'awaiting-correction',
    'paused',
    'answered',
    'withdrawn',
    'struck',
  ]),
  state: z.enum(requestStates),
  applicant: applicantView,
  wanted: z.string(),
  receipt,
  clock: clockView,
  answer: z.strictObject({ on: day, outcome }).nullable(),
});
export type RequestLine = z.infer<typeof requestLine>;

/** A request with all that is on record, and every step of its clock in words. */
export const requestView = requestLine.extend({
  correction: stored.shape.correction,
  pauses: stored.shape.pauses,
  extension: stored.shape.extension,
  regulationChoice: stored.shape.regulationChoice,
  review: stored.shape.review,
  suit: stored.shape.suit,
  reopened: stored.shape.reopened,
  amended: stored.shape.amended.unwrap(),
  withdrawnOn: day.nullable(),
  struck: z.strictObject({ on: day, reason: z.string() }).nullable(),
  steps: z.array(z.strictObject({ on: day, words: bilingual })),
  recordedAt: instant,
  changedAt: instant,
});
export type RequestView = z.infer<typeof requestView>;

/** A unit's figures for the county office: numbers, nobody's data. */
export const unitRequestCounts = z.strictObject({
  unit: unitId,
  name: z.string(),
  total: z.int(),
  states: z.record(z.enum(requestStates), z.int()),
  /** Requests for which the county office has yet to choose the version of the Regulation. */
  choiceOpen: z.int(),
  reportDueOn: day,
});

const numbered = z.array(z.int());
const labelled = z.strictObject({ id: z.string(), label: bilingual });

/** Parts 3 and 4 of the annual report as data, with what the check says of them. */
export const annualReportView = z.strictObject({
  format: z.string(),
  year: cycleId,
  /** Null for the county's own report, which adds up all its units. */
  unit: unitId.nullable(),
  name: z.string(),
  dueOn: day,
  asOf: day,
  requests: z.strictObject({
    columns: z.array(labelled),
    rows: z.array(labelled.extend({ under: z.array(bilingual), cells: numbered })),
  }),
  contests: z.strictObject({
    columns: z.array(labelled),
    rows: z.array(labelled.extend({ id: z.enum(contestHeadings), cells: numbered })),
  }),
  balance: z.array(z.strictObject({ column: z.string(), came: z.int(), went: z.int() })),
  findings: z.array(
    z.strictObject({ code: z.string(), weight: z.enum(['error', 'look']), words: bilingual }),
  ),
});
export type AnnualReportView = z.infer<typeof annualReportView>;
