import { daysBetween } from '../calendar.ts';
import type { Day } from '../values.ts';
import { isStraddling, type PauseReason, type Regulation, type RegulationId } from './regulation.ts';
import {
  closingDay,
  receiptDay,
  regulationOf,
  type InformationRequest,
  type Pause,
  type ReceiptChannel,
} from './request.ts';
import {
  addDays,
  countWorkingDays,
  workingDaysBetween,
  type Counted,
  type Span,
  type WorkingCalendar,
} from './working-days.ts';

/** One step of the clock, as a fact; clock-words.ts says it to people. */
export type ClockStep = Readonly<{ on: Day }> &
  (
    | Readonly<{ code: 'arrived'; channel: ReceiptChannel }>
    | Readonly<{ code: 'received'; channel: ReceiptChannel; regulation: RegulationId; days: number }>
    | Readonly<{ code: 'straddles'; regulation: RegulationId; chosen: boolean }>
    | Readonly<{ code: 'correction-asked'; correctBy: Day }>
    | Readonly<{ code: 'corrected'; days: number }>
    | Readonly<{ code: 'paused'; reason: PauseReason }>
    | Readonly<{ code: 'resumed'; reason: PauseReason; notCounted: number }>
    | Readonly<{ code: 'opinion-over'; notCounted: number; within: number }>
    | Readonly<{ code: 'extended'; days: number; allowed: number }>
    | Readonly<{ code: 'first-day' }>
    | Readonly<{ code: 'skipped'; days: readonly Day[] }>
    | Readonly<{ code: 'made-up'; days: readonly Day[] }>
    | Readonly<{ code: 'due'; allowed: number }>
    | Readonly<{ code: 'due-unknown'; unknownFrom: Day; known: number; allowed: number }>
    | Readonly<{ code: 'stands'; for: StandsFor; used: number; allowed: number }>
    | Readonly<{ code: 'answered' | 'withdrawn'; late: number | null }>
    | Readonly<{ code: 'overdue'; late: number }>
  );

/** What the clock waits for. */
export type StandsFor = 'confirmation' | 'correction' | PauseReason;

/** The statutory clock of a request as of a day. */
export type ClockReading = Readonly<{
  regulation: RegulationId;
  /** The request straddles the change of the Regulation and the county office has not chosen yet. */
  choiceOpen: boolean;
  receivedOn: Day | null;
  /** Working days in all, extension included. */
  allowed: number;
  /** Working days used up to the day of the reading, or of the closing; never more than are allowed. */
  used: number;
  /** Null while the clock stands, and when the calendar ends before the due date. */
  dueOn: Day | null;
  /** The earliest day that the due date can be, when the calendar ends before it. */
  notBefore: Day | null;
  standsFor: StandsFor | null;
  /** Calendar days past the due date on the day of the reading or of the closing; 0 when not late; null when it cannot be said. */
  late: number | null;
  steps: readonly ClockStep[];
}>;

/**
 * Reads a request's clock as of `today`.
 * - Day 1 is the day after receipt; holidays and weekends are left out, make-up days count (facts of the Regulation).
 * - A correction in time starts the clock again on the day after the corrected request came.
 * - A pause begins on the day after it was asked and ends with the day of the answer. Under the revised Regulation a third
 *   party has 15 working days: what it takes longer counts again, so that a forgotten reply never hides a due date.
 * - A year without a known calendar gives the earliest day possible, never a date.
 */
export function readClock(of: InformationRequest, calendar: WorkingCalendar, today: Day): ClockReading {
  const regulation = regulationOf(of);
  const receivedOn = receiptDay(of.receipt);
  const closedOn = closingDay(of);
  const allowed = regulation.answerWithin + (of.extension?.days ?? 0);
  const base = { regulation: regulation.id, receivedOn, allowed };
  if (receivedOn === null) {
    return {
      ...base,
      choiceOpen: false,
      used: 0,
      dueOn: null,
      notBefore: null,
      standsFor: 'confirmation',
      late: null,
      steps: [
        { code: 'arrived', on: of.receipt.arrivedOn, channel: of.receipt.channel },
        { code: 'stands', on: of.receipt.arrivedOn, for: 'confirmation', used: 0, allowed },
        ...closingSteps(of, null),
      ],
    };
  }

  const asOf = closedOn ?? today;
  const straddling = isStraddling(receivedOn, asOf);
  const start = of.correction?.correctedOn ?? receivedOn;
  const stretches = of.pauses.map((each) => stretchOf(each, regulation, calendar));
  const ended = stretches.map((each) => each.span).filter((span) => span.last !== null);
  const openStretch = stretches.find((each) => each.span.last === null);
  const counted = countWorkingDays(calendar, start, allowed, ended);
  const standsFor = standing(of, counted, openStretch);
  const exact = standsFor === null && counted.unknownFrom === null;
  const dueOn = exact ? counted.on : null;
  const spans = stretches.map((each) => each.span);
  const used =
    dueOn !== null && asOf >= dueOn
      ? allowed
      : Math.min(allowed, workingDaysBetween(calendar, start, asOf, spans));
  const late = dueOn === null ? null : Math.max(0, daysBetween(dueOn, asOf));
  const reading = {
    ...base,
    choiceOpen: straddling && of.regulationChoice === null,
    used: standsFor === 'correction' ? 0 : used,
    dueOn,
    notBefore: standsFor === null && !exact ? counted.on : null,
    standsFor,
    late,
  };
  return {
    ...reading,
    steps: [
      { code: 'arrived', on: of.receipt.arrivedOn, channel: of.receipt.channel },
      {
        code: 'received',
        on: receivedOn,
        channel: of.receipt.channel,
        regulation: regulation.id,
        days: regulation.answerWithin,
      },
      ...straddleStep(straddling, receivedOn, reading),
      ...eventSteps(of, regulation, stretches, calendar),
      ...countSteps(counted, reading, openStretch?.pause.from ?? of.correction?.noticedOn ?? start),
      ...closingSteps(of, late),
      ...(closedOn === null && late !== null && late > 0
        ? [{ code: 'overdue', on: today, late } as const]
        : []),
    ],
  };
}

/** A pause with the days it takes out of the count; `capped` when the third party's time ended it. */
type Stretch = Readonly<{ pause: Pause; span: Span; capped: boolean }>;

function stretchOf(each: Pause, regulation: Regulation, calendar: WorkingCalendar): Stretch {
  const span = { first: addDays(each.from, 1), last: each.to };
  if (each.reason !== 'third-party' || regulation.opinionWithin === null) {
    return { pause: each, span, capped: false };
  }
  const over = countWorkingDays(calendar, each.from, regulation.opinionWithin);
  const capped = over.unknownFrom === null && (each.to === null || each.to > over.on);
  return { pause: each, span: capped ? { ...span, last: over.on } : span, capped };
}

function standing(of: InformationRequest, counted: Counted, open: Stretch | undefined): StandsFor | null {
  if (of.correction !== null && of.correction.correctedOn === null) return 'correction';
  // A pause that began after the time had run out stops nothing.
  return open !== undefined && counted.on >= open.span.first ? open.pause.reason : null;
}

function straddleStep(
  straddling: boolean,
  on: Day,
  reading: Pick<ClockReading, 'regulation' | 'choiceOpen'>,
): ClockStep[] {
  if (!straddling) return [];
  return [{ code: 'straddles', on, regulation: reading.regulation, chosen: !reading.choiceOpen }];
}

/** What happened to the clock, in order of the days. */
function eventSteps(
  of: InformationRequest,
  regulation: Regulation,
  stretches: readonly Stretch[],
  calendar: WorkingCalendar,
): readonly ClockStep[] {
  const { correction, extension } = of;
  const steps: ClockStep[] = [];
  if (correction !== null) {
    steps.push({ code: 'correction-asked', on: correction.noticedOn, correctBy: correction.correctBy });
    if (correction.correctedOn !== null) {
      steps.push({ code: 'corrected', on: correction.correctedOn, days: regulation.answerWithin });
    }
  }
  for (const { pause, span, capped } of stretches) {
    steps.push({ code: 'paused', on: pause.from, reason: pause.reason });
    if (span.last === null) continue;
    const notCounted = workingDaysBetween(calendar, pause.from, span.last);
    steps.push(
      capped
        ? { code: 'opinion-over', on: span.last, notCounted, within: regulation.opinionWithin ?? notCounted }
        : { code: 'resumed', on: span.last, reason: pause.reason, notCounted },
    );
  }
  if (extension !== null) {
    const allowed = regulation.answerWithin + extension.days;
    steps.push({ code: 'extended', on: extension.toldOn, days: extension.days, allowed });
  }
  return steps.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

/** How the working days were counted, and what came of it. */
function countSteps(
  counted: Counted,
  reading: Pick<ClockReading, 'standsFor' | 'used' | 'allowed' | 'dueOn'>,
  since: Day,
): readonly ClockStep[] {
  const { standsFor, used, allowed, dueOn } = reading;
  const steps: ClockStep[] = [];
  if (standsFor === 'correction') return [{ code: 'stands', on: since, for: 'correction', used, allowed }];
  if (counted.firstWorkingDay !== null) steps.push({ code: 'first-day', on: counted.firstWorkingDay });
  if (standsFor !== null) return [...steps, { code: 'stands', on: since, for: standsFor, used, allowed }];
  const [skipped, madeUp] = [counted.skipped, counted.madeUp];
  if (skipped[0] !== undefined) steps.push({ code: 'skipped', on: skipped[0], days: skipped });
  if (madeUp[0] !== undefined) steps.push({ code: 'made-up', on: madeUp[0], days: madeUp });
  if (dueOn !== null) return [...steps, { code: 'due', on: dueOn, allowed }];
  const { on, unknownFrom, known } = counted;
  return unknownFrom === null ? steps : [...steps, { code: 'due-unknown', on, unknownFrom, known, allowed }];
}

function closingSteps(of: InformationRequest, late: number | null): readonly ClockStep[] {
  const on = closingDay(of);
  if (on === null || (of.status !== 'answered' && of.status !== 'withdrawn')) return [];
  return [{ code: of.status, on, late }];
}
