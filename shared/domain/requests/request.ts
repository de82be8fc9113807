import * as z from 'zod/mini';
import { cycleId, day, instant, line, paragraph, recordId, unitId, type Day } from '../values.ts';
import {
  pauseReason,
  regulationByReceipt,
  regulationId,
  regulations,
  type Regulation,
} from './regulation.ts';

/** Who asks, by the columns of the annual report. */
export const applicantKinds = [
  'natural-person',
  'company',
  'research-body',
  'social-organisation',
  'legal-service',
  'other-organisation',
] as const;
export const applicantKind = z.enum(applicantKinds);
export type ApplicantKind = z.infer<typeof applicantKind>;

/** Personal data of the one who asks: in full for the unit's own staff alone, never in the audit trail or a log. */
export const applicantDetails = z.strictObject({
  kind: applicantKind,
  name: line,
  phone: z.nullable(z.string().check(z.trim(), z.regex(/^\+?[0-9][0-9 ()-]{4,28}$/))),
  email: z.nullable(z.email().check(z.maxLength(254))),
  address: z.nullable(line),
});
export type ApplicantDetails = z.infer<typeof applicantDetails>;

/** The applicant on record: in full until the rule removes all but the kind, which the annual report needs. */
export const applicant = z.discriminatedUnion('personal', [
  z.extend(applicantDetails, { personal: z.literal('kept') }),
  z.strictObject({ personal: z.literal('removed'), kind: applicantKind, removedOn: day }),
]);
export type Applicant = z.infer<typeof applicant>;

/**
 * How a request came. In person, by registered post (the day it is signed for) and by e-mail (the day the mail system has
 * it), the day of arrival is the day of receipt. A website's form, a fax, ordinary post, another office of the organ and every
 * other way need the applicant's confirmation, whose day is the day of receipt; until then no clock runs.
 */
export const receipt = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.enum(['in-person', 'registered-post', 'e-mail']), arrivedOn: day }),
  z.strictObject({
    channel: z.enum(['website', 'fax', 'ordinary-post', 'other-office', 'other']),
    arrivedOn: day,
    confirmedOn: z.nullable(day),
  }),
]);
export type Receipt = z.infer<typeof receipt>;
export type ReceiptChannel = Receipt['channel'];

/** How a request was answered: the categories of the annual report, which are those of the Regulation. */
export const outcomes = [
  'granted',
  'granted-in-part',
  'refused-state-secret',
  'refused-other-law',
  'refused-security',
  'refused-third-party',
  'refused-internal-affairs',
  'refused-process',
  'refused-enforcement-file',
  'refused-administrative-query',
  'unavailable-not-held',
  'unavailable-not-ready-made',
  'unavailable-still-unclear',
  'unhandled-petition',
  'unhandled-repeated',
  'unhandled-publication',
  'unhandled-excessive',
  'unhandled-reissue',
  'dropped-not-corrected',
  'dropped-fee-unpaid',
  'other',
] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

/** What a review or a court decided of the answer. */
export const contestOutcome = z.enum(['upheld', 'corrected', 'other']);
export type ContestOutcome = z.infer<typeof contestOutcome>;

const decided = z.nullable(z.strictObject({ on: day, outcome: contestOutcome }));
/** An administrative review (行政复议) of how a request was handled. */
const review = z.strictObject({ filedOn: day, decided });
/** A lawsuit (行政诉讼); `afterReview` decides under which heading of the annual report it counts. */
const suit = z.strictObject({ filedOn: day, decided, afterReview: z.boolean() });

/** What a unit writes down of a request when it comes. */
export const requestEntry = z.strictObject({
  /** The unit's own registration number. */
  reference: z.nullable(line),
  applicant: applicantDetails,
  /** What is asked for, in the applicant's words. */
  wanted: paragraph,
  receipt,
});
export type RequestEntry = z.infer<typeof requestEntry>;

/** What was wrong of what was written down of a request, put right: the whole of it anew, and why. */
export const requestAmendment = z.extend(requestEntry, { reason: line });
export type RequestAmendment = z.infer<typeof requestAmendment>;

/** What of a request's record can be put right. */
export const amendedFields = ['reference', 'applicant', 'wanted', 'receipt'] as const;

/** A stretch in which the clock stands; `to` is the day on which the answer came. Neither day's own counting changes: see clock.ts. */
export const pause = z.strictObject({ reason: pauseReason, from: day, to: z.nullable(day) });
export type Pause = z.infer<typeof pause>;

const facts = {
  /** The year in whose ledger the request stands. */
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  reference: z.nullable(line),
  applicant,
  wanted: paragraph,
  receipt,
  /** The notice to correct the request, the day by which it asks for it, and the day the corrected request came. */
  correction: z.nullable(z.strictObject({ noticedOn: day, correctBy: day, correctedOn: z.nullable(day) })),
  pauses: z.array(pause).check(z.maxLength(20)),
  extension: z.nullable(
    z.strictObject({ approvedOn: day, toldOn: day, days: z.int().check(z.minimum(1), z.maximum(20)) }),
  ),
  /** Which version of the Regulation the county office chose for a request that straddles the change. */
  regulationChoice: z.nullable(z.strictObject({ regulation: regulationId, reason: line })),
  review: z.nullable(review),
  suit: z.nullable(suit),
  /** When and why a closed request was opened again, because the ledger was wrong. */
  reopened: z.array(z.strictObject({ on: day, reason: line })).check(z.maxLength(10)),
  /** When, what and why something that had been written down wrongly was put right; what stood there before is not kept. */
  amended: z._default(
    z
      .array(
        z.strictObject({
          on: day,
          fields: z.array(z.enum(amendedFields)).check(z.minLength(1)),
          reason: line,
        }),
      )
      .check(z.maxLength(20)),
    [],
  ),
  recordedAt: instant,
  changedAt: instant,
};

/**
 * A request for information. Its life: (awaiting-confirmation →) open ⇄ awaiting-correction, open ⇄ paused, then answered,
 * or withdrawn by the applicant; struck out when it should never have been in the ledger. Whether it is due or overdue is
 * not stored: it follows from the facts, the calendar and the day (clock.ts).
 */
export const request = z.discriminatedUnion('status', [
  z.strictObject({ ...facts, status: z.literal('awaiting-confirmation') }),
  z.strictObject({ ...facts, status: z.literal('open') }),
  z.strictObject({ ...facts, status: z.literal('awaiting-correction') }),
  z.strictObject({ ...facts, status: z.literal('paused') }),
  z.strictObject({ ...facts, status: z.literal('answered'), answer: z.strictObject({ on: day, outcome }) }),
  z.strictObject({ ...facts, status: z.literal('withdrawn'), withdrawnOn: day }),
  z.strictObject({ ...facts, status: z.literal('struck'), struckOn: day, reason: line }),
]);
export type InformationRequest = z.infer<typeof request>;
export type RequestStatus = InformationRequest['status'];

/** The day from which the law counts; null while the applicant has not confirmed. */
export function receiptDay(of: Receipt): Day | null {
  return 'confirmedOn' in of ? of.confirmedOn : of.arrivedOn;
}

/** The day on which a request was answered or withdrawn; null while it is open. */
export function closingDay(of: InformationRequest): Day | null {
  if (of.status === 'answered') return of.answer.on;
  return of.status === 'withdrawn' ? of.withdrawnOn : null;
}

/** The version of the Regulation by which a request goes: by its day of receipt, unless the county office chose. */
export function regulationOf(of: InformationRequest): Regulation {
  const receivedOn = receiptDay(of.receipt) ?? of.receipt.arrivedOn;
  return regulations[of.regulationChoice?.regulation ?? regulationByReceipt(receivedOn)];
}

/** The latest day that the record states; nothing that is recorded later may lie before it. */
export function lastDayOf(of: InformationRequest): Day {
  const { receipt: came, correction, pauses, extension } = of;
  const days = [
    came.arrivedOn,
    receiptDay(came),
    correction?.noticedOn,
    correction?.correctedOn,
    ...pauses.flatMap((each) => [each.from, each.to]),
    extension?.toldOn,
    closingDay(of),
  ];
  return days.reduce<Day>((latest, each) => (each != null && each > latest ? each : latest), came.arrivedOn);
}
