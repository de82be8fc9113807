import * as z from 'zod/mini';
import { contestHeadings } from '../domain/requests/annual-report-format.ts';
import { applicantKind, outcome, receipt, request } from '../domain/requests/request.ts';
import { regulationId } from '../domain/requests/regulation.ts';
import { requestStates } from '../domain/requests/request-state.ts';
import { bilingual, cycleId, day, instant, recordId, unitId } from '../domain/values.ts';

/** What callers see of a unit's requests for information. */

const [stored] = request.def.options;

/**
 * The applicant: in full for the unit's own staff, masked for everybody else who may read, and but for the kind removed
 * once the retention rule has acted.
 */
export const applicantView = z.strictObject({
  kind: applicantKind,
  personal: z.enum(['full', 'masked', 'removed']),
  name: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  email: z.nullable(z.string()),
  address: z.nullable(z.string()),
  removedOn: z.nullable(day),
});

/** The clock as of today. */
export const clockView = z.strictObject({
  regulation: regulationId,
  /** The request straddles the change of the Regulation, and the county office has not chosen yet. */
  choiceOpen: z.boolean(),
  receivedOn: z.nullable(day),
  allowed: z.int(),
  used: z.int(),
  /** Null while the clock stands or the calendar of the days in question is not known. */
  dueOn: z.nullable(day),
  /** The earliest day it can be, when the calendar ends before the due date. */
  notBefore: z.nullable(day),
  standsFor: z.nullable(z.enum(['confirmation', 'correction', 'third-party', 'other-organs'])),
  /** Calendar days past the due date; null when it cannot be said. */
  late: z.nullable(z.int()),
});

/** A request in a list. */
export const requestLine = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  reference: z.nullable(z.string()),
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
  answer: z.nullable(z.strictObject({ on: day, outcome })),
});
export type RequestLine = z.infer<typeof requestLine>;

/** A request with all that is on record, and every step of its clock in words. */
export const requestView = z.extend(requestLine, {
  correction: stored.shape.correction,
  pauses: stored.shape.pauses,
  extension: stored.shape.extension,
  regulationChoice: stored.shape.regulationChoice,
  review: stored.shape.review,
  suit: stored.shape.suit,
  reopened: stored.shape.reopened,
  amended: stored.shape.amended.def.innerType,
  withdrawnOn: z.nullable(day),
  struck: z.nullable(z.strictObject({ on: day, reason: z.string() })),
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
  unit: z.nullable(unitId),
  name: z.string(),
  dueOn: day,
  asOf: day,
  requests: z.strictObject({
    columns: z.array(labelled),
    rows: z.array(z.extend(labelled, { under: z.array(bilingual), cells: numbered })),
  }),
  contests: z.strictObject({
    columns: z.array(labelled),
    rows: z.array(z.extend(labelled, { id: z.enum(contestHeadings), cells: numbered })),
  }),
  balance: z.array(z.strictObject({ column: z.string(), came: z.int(), went: z.int() })),
  findings: z.array(
    z.strictObject({ code: z.string(), weight: z.enum(['error', 'look']), words: bilingual }),
  ),
});
export type AnnualReportView = z.infer<typeof annualReportView>;
