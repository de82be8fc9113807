import { addDays, daysBetween } from '../calendar.ts';
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
    | Readonly<{ code: 'opinion-until'; until: Day; within: number }>
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
  /** Null while the clock stands for nobody knows how long, and when the calendar ends before the due date. */
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
  const counted = countWorkingDays(calendar, start, allowed, ended);
  const standing = standingOf(of, counted, stretches, asOf);
  const endless = standing?.endless === true;
  const dueOn = !endless && counted.unknownFrom === null ? counted.on : null;
  const spans = stretches.map((each) => each.span);
  const used =
    dueOn !== null && asOf >= dueOn
      ? allowed
      : Math.min(allowed, workingDaysBetween(calendar, start, asOf, spans));
  const late = dueOn === null ? null : Math.max(0, daysBetween(dueOn, asOf));
  const reading = {
    ...base,
    choiceOpen: straddling && of.regulationChoice === null,
    used: standing?.for === 'correction' ? 0 : used,
    dueOn,
    notBefore: !endless && counted.unknownFrom !== null ? counted.on : null,
    standsFor: standing?.for ?? null,
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
      ...eventSteps(of, regulation, stretches, calendar, asOf),
      ...countSteps(counted, reading, standing),
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

/** What the clock waits for, since when; `endless` when nobody knows how long, so that there is no due date. */
type Standing = Readonly<{ for: StandsFor; since: Day; endless: boolean }>;

function standingOf(
  of: InformationRequest,
  counted: Counted,
  stretches: readonly Stretch[],
  asOf: Day,
): Standing | null {
  const { correction } = of;
  if (correction !== null && correction.correctedOn === null) {
    return { for: 'correction', since: correction.noticedOn, endless: true };
  }
  // A pause that began after the time had run out stops nothing.
  const running = stretches.filter(({ pause, span }) => pause.to === null && counted.on >= span.first);
  const found =
    running.find(({ span }) => span.last === null) ??
    running.find(({ span }) => span.last !== null && asOf <= span.last);
  if (found === undefined) return null;
  return { for: found.pause.reason, since: found.pause.from, endless: found.span.last === null };
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
  asOf: Day,
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
    const within = regulation.opinionWithin ?? 0;
    if (capped && asOf <= span.last) {
      steps.push({ code: 'opinion-until', on: pause.from, until: span.last, within });
      continue;
    }
    const notCounted = workingDaysBetween(calendar, pause.from, span.last);
    steps.push(
      capped
        ? { code: 'opinion-over', on: span.last, notCounted, within }
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
  reading: Pick<ClockReading, 'used' | 'allowed' | 'dueOn'>,
  standing: Standing | null,
): readonly ClockStep[] {
  const { used, allowed, dueOn } = reading;
  const { on, firstWorkingDay, skipped, madeUp, unknownFrom, known } = counted;
  const stands: readonly ClockStep[] =
    standing === null ? [] : [{ code: 'stands', on: standing.since, for: standing.for, used, allowed }];
  if (standing?.for === 'correction') return stands;
  const first: readonly ClockStep[] =
    firstWorkingDay === null ? [] : [{ code: 'first-day', on: firstWorkingDay }];
  if (standing?.endless === true) return [...first, ...stands];
  return [
    ...first,
    ...(skipped[0] === undefined ? [] : [{ code: 'skipped', on: skipped[0], days: skipped } as const]),
    ...(madeUp[0] === undefined ? [] : [{ code: 'made-up', on: madeUp[0], days: madeUp } as const]),
    ...stands,
    ...(dueOn === null ? [] : [{ code: 'due', on: dueOn, allowed } as const]),
    ...(unknownFrom === null ? [] : [{ code: 'due-unknown', on, unknownFrom, known, allowed } as const]),
  ];
}

function closingSteps(of: InformationRequest, late: number | null): readonly ClockStep[] {
  const on = closingDay(of);
  if (on === null || (of.status !== 'answered' && of.status !== 'withdrawn')) return [];
  return [{ code: of.status, on, late }];
}
