import { refuse } from '../errors.ts';
import type { Day } from '../values.ts';
import { readClock } from './clock.ts';
import { isStraddling, type PauseReason, type RegulationId } from './regulation.ts';
import { maskText } from './personal-data.ts';
import {
  amendedFields,
  closingDay,
  lastDayOf,
  receiptDay,
  regulationOf,
  type ContestOutcome,
  type InformationRequest,
  type Outcome,
  type RequestAmendment,
  type RequestEntry,
  type RequestStatus,
} from './request.ts';
import { countWorkingDays, type WorkingCalendar } from './working-days.ts';

/** From which states each transition may start. */
export const requestTransitions = {
  amend: ['awaiting-confirmation', 'open'],
  confirm: ['awaiting-confirmation'],
  askCorrection: ['open'],
  receiveCorrection: ['awaiting-correction'],
  pause: ['open', 'paused'],
  resume: ['paused'],
  extend: ['open', 'paused'],
  answer: ['open', 'awaiting-correction'],
  withdraw: ['awaiting-confirmation', 'open', 'awaiting-correction', 'paused'],
  strike: ['awaiting-confirmation', 'open', 'awaiting-correction', 'paused'],
  reopen: ['answered', 'withdrawn'],
  chooseRegulation: ['open', 'paused', 'answered', 'withdrawn'],
  fileContest: ['open', 'awaiting-correction', 'paused', 'answered', 'withdrawn'],
  decideContest: ['open', 'awaiting-correction', 'paused', 'answered', 'withdrawn'],
} as const satisfies Record<string, readonly RequestStatus[]>;

/** What every transition is told: today (no fact may lie after it) and the calendar. */
export type Today = Readonly<{ today: Day; calendar: WorkingCalendar }>;

/**
 * Each transition states one fact with its day. Stating again what the record says already gives the record back as it is;
 * anything else is refused unless the record is in one of the transition's states and the day is neither in the future nor
 * before the last day on record.
 */
export const transitions = {
  /**
   * Mends what was written down when the request came, with the reason. The receipt can be mended while nothing rests on it. What the
   * applicant was called before is not kept, in the reason either.
   */
  amend: (
    of: InformationRequest,
    { reason, ...entry }: RequestAmendment,
    { today }: Today,
  ): InformationRequest => {
    const { reference, wanted, receipt } = entry;
    const applicant = { ...entry.applicant, personal: 'kept' } as const;
    const now = { reference, applicant, wanted, receipt };
    const fields = amendedFields.filter((field) => !same(of[field], now[field]));
    if (requestTransitions.amend.some((each) => each === of.status) && fields.length === 0) return of;
    requireState(of, 'amend');
    if (of.amended.length >= mostAmended) throw refuse.wrongState('amended-too-often', { most: mostAmended });
    const rests =
      of.correction !== null || of.pauses.length > 0 || of.extension !== null || of.reopened.length > 0;
    if (rests && !same(of.receipt, receipt)) throw refuse.wrongState('receipt-in-use');
    requireReceipt(entry, today);
    const status = receiptDay(receipt) === null ? 'awaiting-confirmation' : 'open';
    const amended = [...of.amended, { on: today, fields, reason: maskText(reason, of.applicant) }];
    return { ...base(of), ...now, amended, status };
  },

  /** The applicant has confirmed that the request came: the clock begins. */
  confirm: (of: InformationRequest, on: Day, { today }: Today): InformationRequest => {
    const came = of.receipt;
    if (of.status !== 'awaiting-confirmation' && 'confirmedOn' in came && came.confirmedOn === on) return of;
    requireState(of, 'confirm');
    requireDay(of, on, today);
    if (!('confirmedOn' in came)) throw wrongState(of, 'confirm');
    return { ...base(of), receipt: { ...came, confirmedOn: on }, status: 'open' };
  },

  /** Asks the applicant, once and within 7 working days of receipt, to correct the request. The clock stands. */
  askCorrection: (
    of: InformationRequest,
    notice: Readonly<{ noticedOn: Day; correctBy: Day }>,
    { today, calendar }: Today,
  ): InformationRequest => {
    const { correction } = of;
    if (correction?.noticedOn === notice.noticedOn && correction.correctBy === notice.correctBy) return of;
    requireState(of, 'askCorrection');
    if (correction !== null) throw refuse.wrongState('correction-once', { noticedOn: correction.noticedOn });
    const { askCorrectionWithin } = regulationOf(of);
    const receivedOn = receiptDay(of.receipt);
    if (askCorrectionWithin === null || receivedOn === null)
      throw refuse.wrongState('not-in-this-regulation');
    requireDay(of, notice.noticedOn, today);
    if (notice.correctBy <= notice.noticedOn) {
      throw refuse.invalid('day-out-of-order', { day: notice.correctBy, earliest: notice.noticedOn });
    }
    const limit = countWorkingDays(calendar, receivedOn, askCorrectionWithin);
    if (notice.noticedOn > limit.on) {
      if (limit.unknownFrom !== null) throw calendarUnknown(limit.unknownFrom);
      throw refuse.wrongState('correction-too-late', { within: askCorrectionWithin, lastDay: limit.on });
    }
    return { ...base(of), correction: { ...notice, correctedOn: null }, status: 'awaiting-correction' };
  },

  /** The corrected request has come: the clock begins anew. */
  receiveCorrection: (of: InformationRequest, on: Day, { today }: Today): InformationRequest => {
    if (of.correction?.correctedOn === on) return of;
    requireState(of, 'receiveCorrection');
    requireDay(of, on, today);
    if (of.correction === null) throw wrongState(of, 'receiveCorrection');
    return { ...base(of), correction: { ...of.correction, correctedOn: on }, status: 'open' };
  },

  /** A third party, or other organs, were asked: the clock stands from the next day. */
  pause: (
    of: InformationRequest,
    asked: Readonly<{ reason: PauseReason; from: Day }>,
    { today }: Today,
  ): InformationRequest => {
    if (of.pauses.some((each) => each.reason === asked.reason && each.from === asked.from)) return of;
    requireState(of, 'pause');
    if (!regulationOf(of).pauses.includes(asked.reason)) throw refuse.wrongState('not-in-this-regulation');
    if (of.pauses.some((each) => each.reason === asked.reason && each.to === null)) {
      throw refuse.wrongState('pause-under-way');
    }
    if (of.pauses.length >= mostPauses) throw refuse.wrongState('pause-too-often', { most: mostPauses });
    requireDay(of, asked.from, today);
    return { ...base(of), pauses: [...of.pauses, { ...asked, to: null }], status: 'paused' };
  },

  /** The answer that was waited for has come, or will not be waited for any longer. */
  resume: (
    of: InformationRequest,
    ended: Readonly<{ reason: PauseReason; to: Day }>,
    { today }: Today,
  ): InformationRequest => {
    const last = of.pauses.findLast((each) => each.reason === ended.reason);
    if (last?.to === ended.to) return of;
    requireState(of, 'resume');
    if (last?.to !== null) throw refuse.wrongState('pause-not-under-way');
    requireDay(of, ended.to, today);
    const pauses = of.pauses.map((each) => (each === last ? { ...each, to: ended.to } : each));
    const status = pauses.some((each) => each.to === null) ? 'paused' : 'open';
    return { ...base(of), pauses, status };
  },

  /** The one extension: approved, told to the applicant before the time ran out, and no longer than the Regulation allows. */
  extend: (
    of: InformationRequest,
    extension: Readonly<{ approvedOn: Day; toldOn: Day; days: number }>,
    { today, calendar }: Today,
  ): InformationRequest => {
    if (of.extension !== null && same(of.extension, extension)) return of;
    requireState(of, 'extend');
    if (of.extension !== null) throw refuse.wrongState('extension-once', { toldOn: of.extension.toldOn });
    const most = regulationOf(of).extension;
    if (extension.days > most) throw refuse.invalid('extension-too-long', { days: extension.days, most });
    requireDay(of, extension.toldOn, today);
    if (extension.approvedOn > extension.toldOn) {
      throw refuse.invalid('day-out-of-order', { day: extension.toldOn, earliest: extension.approvedOn });
    }
    const { dueOn, notBefore } = readClock(of, calendar, today);
    if (dueOn !== null && extension.toldOn > dueOn) throw refuse.wrongState('extension-too-late', { dueOn });
    if (notBefore !== null && extension.toldOn > notBefore) throw calendarUnknown(notBefore);
    return { ...base(of), extension, status: of.status === 'paused' ? 'paused' : 'open' };
  },

  /** The answer to the applicant, by its category. */
  answer: (
    of: InformationRequest,
    answer: Readonly<{ on: Day; outcome: Outcome }>,
    { today }: Today,
  ): InformationRequest => {
    if (of.status === 'answered' && same(of.answer, answer)) return of;
    requireState(of, 'answer');
    requireDay(of, answer.on, today);
    requireOutcome(of, answer);
    return { ...base(of), answer, status: 'answered' };
  },

  /** The applicant takes the request back. */
  withdraw: (of: InformationRequest, on: Day, { today }: Today): InformationRequest => {
    if (of.status === 'withdrawn' && of.withdrawnOn === on) return of;
    requireState(of, 'withdraw');
    requireDay(of, on, today);
    const pauses = of.pauses.map((each) => (each.to === null ? { ...each, to: on } : each));
    return { ...base(of), pauses, withdrawnOn: on, status: 'withdrawn' };
  },

  /** Takes a row out of the ledger that should never have been in it (written twice, meant for another unit). */
  strike: (of: InformationRequest, reason: string, { today }: Today): InformationRequest => {
    if (of.status === 'struck' && of.reason === reason) return of;
    requireState(of, 'strike');
    return { ...base(of), struckOn: today, reason, status: 'struck' };
  },

  /** Opens a closed request again because the ledger was wrong; the applicant must still be on record. */
  reopen: (of: InformationRequest, reason: string, { today }: Today): InformationRequest => {
    if (closingDay(of) === null && of.reopened.at(-1)?.reason === reason) return of;
    requireState(of, 'reopen');
    if (of.applicant.personal === 'removed') throw refuse.wrongState('applicant-removed');
    if (of.reopened.length >= mostReopened)
      throw refuse.wrongState('reopened-too-often', { most: mostReopened });
    const correcting = of.correction !== null && of.correction.correctedOn === null;
    const waiting = receiptDay(of.receipt) === null;
    const status = waiting ? 'awaiting-confirmation' : correcting ? 'awaiting-correction' : 'open';
    return { ...base(of), reopened: [...of.reopened, { on: today, reason }], status };
  },

  /** The county office says which version of the Regulation a request that straddles the change goes by. */
  chooseRegulation: (
    of: InformationRequest,
    choice: Readonly<{ regulation: RegulationId; reason: string }>,
    { today }: Today,
  ): InformationRequest => {
    if (of.regulationChoice !== null && same(of.regulationChoice, choice)) return of;
    requireState(of, 'chooseRegulation');
    const receivedOn = receiptDay(of.receipt);
    if (
      of.regulationChoice !== null ||
      receivedOn === null ||
      !isStraddling(receivedOn, closingDay(of) ?? today)
    ) {
      throw refuse.wrongState('regulation-not-open');
    }
    // Under the other version an extension may be longer than it allows: then the choice comes too late.
    if (of.extension !== null) throw refuse.wrongState('regulation-not-open');
    return { ...of, regulationChoice: choice };
  },

  /** A review or a lawsuit about the request has been filed. One of each is kept, as the annual report counts them. */
  fileContest: (
    of: InformationRequest,
    contest: 'review' | 'suit',
    filedOn: Day,
    { today }: Today,
  ): InformationRequest => {
    const there = of[contest];
    if (there?.filedOn === filedOn) return of;
    requireState(of, 'fileContest');
    if (there !== null) throw refuse.wrongState('contest-filed-already', { filedOn: there.filedOn });
    requireNotBefore(filedOn, receiptDay(of.receipt) ?? of.receipt.arrivedOn, today);
    if (contest === 'review') return { ...of, review: { filedOn, decided: null } };
    const decidedOn = of.review?.decided?.on ?? null;
    return {
      ...of,
      suit: { filedOn, decided: null, afterReview: decidedOn !== null && decidedOn <= filedOn },
    };
  },

  /** What the review or the court decided. */
  decideContest: (
    of: InformationRequest,
    contest: 'review' | 'suit',
    decided: Readonly<{ on: Day; outcome: ContestOutcome }>,
    { today }: Today,
  ): InformationRequest => {
    const there = of[contest];
    if (there?.decided != null && same(there.decided, decided)) return of;
    requireState(of, 'decideContest');
    if (there?.decided !== null) throw refuse.wrongState('contest-not-pending');
    requireNotBefore(decided.on, there.filedOn, today);
    if (contest === 'review') return { ...of, review: { filedOn: there.filedOn, decided } };
    return of.suit === null ? of : { ...of, suit: { ...of.suit, decided } };
  },
} as const;

/** More than any request has; the record stays far below the store's 400 KB. */
const mostPauses = 20;
const mostReopened = 10;
const mostAmended = 20;

/** A new request as its unit writes it down. @throws Refusal `day-in-future`, `day-out-of-order` */
export function recordRequest(
  place: Readonly<{ cycle: string; unit: string; id: string }>,
  entry: RequestEntry,
  at: string,
  today: Day,
): InformationRequest {
  requireReceipt(entry, today);
  const { cycle, unit, id } = place;
  return {
    cycle,
    unit,
    id,
    reference: entry.reference,
    applicant: { ...entry.applicant, personal: 'kept' },
    wanted: entry.wanted,
    receipt: entry.receipt,
    correction: null,
    pauses: [],
    extension: null,
    regulationChoice: null,
    review: null,
    suit: null,
    reopened: [],
    amended: [],
    recordedAt: at,
    changedAt: at,
    status: receiptDay(entry.receipt) === null ? 'awaiting-confirmation' : 'open',
  };
}

/** @throws Refusal `request-wrong-state` unless the transition may start from the request's present state. */
function requireState(of: InformationRequest, transition: keyof typeof requestTransitions): void {
  const from: readonly RequestStatus[] = requestTransitions[transition];
  if (!from.includes(of.status)) throw wrongState(of, transition);
}

function wrongState(of: InformationRequest, transition: keyof typeof requestTransitions) {
  const allowed = requestTransitions[transition].join(', ');
  return refuse.wrongState('request-wrong-state', { status: of.status, allowed });
}

function requireDay(of: InformationRequest, on: Day, today: Day): void {
  requireNotBefore(on, lastDayOf(of), today);
}

function requireNotBefore(on: Day, earliest: Day, today: Day): void {
  if (on > today) throw refuse.invalid('day-in-future', { day: on, today });
  if (on < earliest) throw refuse.invalid('day-out-of-order', { day: on, earliest });
}

function requireReceipt({ receipt }: RequestEntry, today: Day): void {
  requireNotBefore(receiptDay(receipt) ?? receipt.arrivedOn, receipt.arrivedOn, today);
}

/** Some categories rest on a correction notice, and a request that waits for its correction can be closed for want of it alone. */
function requireOutcome(
  of: InformationRequest,
  { on, outcome }: Readonly<{ on: Day; outcome: Outcome }>,
): void {
  const waits = of.status === 'awaiting-correction';
  const overdue = waits && of.correction !== null && on > of.correction.correctBy;
  const fits =
    outcome === 'dropped-not-corrected'
      ? overdue
      : !waits && (outcome !== 'unavailable-still-unclear' || of.correction !== null);
  if (!fits) throw refuse.wrongState('outcome-not-possible', { outcome });
}

function calendarUnknown(from: Day) {
  return refuse.wrongState('calendar-unknown', { year: from.slice(0, 4) });
}

/** Whether two facts say the same; both came out of one schema, so their fields stand in one order. */
function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The fields that every state has, without those of the state it leaves. */
function base(of: InformationRequest) {
  return {
    cycle: of.cycle,
    unit: of.unit,
    id: of.id,
    reference: of.reference,
    applicant: of.applicant,
    wanted: of.wanted,
    receipt: of.receipt,
    correction: of.correction,
    pauses: of.pauses,
    extension: of.extension,
    regulationChoice: of.regulationChoice,
    review: of.review,
    suit: of.suit,
    reopened: of.reopened,
    amended: of.amended,
    recordedAt: of.recordedAt,
    changedAt: of.changedAt,
  };
}
