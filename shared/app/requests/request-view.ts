import type { RequestLine, RequestView } from '../../contracts/request-views.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { readsApplicants } from '../../domain/requests/permissions.ts';
import type { Member } from '../../domain/people/member.ts';
import { readClock, type ClockReading } from '../../domain/requests/clock.ts';
import { stepWords } from '../../domain/requests/clock-words.ts';
import { fullApplicant, maskedApplicant, maskText } from '../../domain/requests/personal-data.ts';
import type { InformationRequest } from '../../domain/requests/request.ts';
import { stateOf } from '../../domain/requests/request-state.ts';
import type { RequestRules } from '../../domain/requests/request-rules.ts';
import type { WorkingCalendar } from '../../domain/requests/working-days.ts';
import type { Day } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { currentRules } from './current-rules.ts';

/** What every use case of requests is given. */
export type RequestDeps = Readonly<{ store: Store; clock: Clock; calendar: WorkingCalendar }>;

/** By what a request is read: the day, the calendar, the county's rules, and who reads. */
export type Reading = Readonly<{
  today: Day;
  calendar: WorkingCalendar;
  rules: RequestRules;
  member: Member;
}>;

/** The reading of this moment. */
export async function readingNow(deps: RequestDeps, member: Member): Promise<Reading> {
  const today = shanghaiDay(await deps.clock.now());
  return { today, calendar: deps.calendar, rules: await currentRules(deps.store), member };
}

/** A request as a line of the ledger. Who is not the unit's own staff sees the applicant masked, also in what is asked for. */
export function requestLine(of: InformationRequest, reading: Reading): RequestLine {
  return lineOf(of, readClock(of, reading.calendar, reading.today), reading);
}

/** A request with all its facts and every step of its clock. */
export function requestView(of: InformationRequest, reading: Reading): RequestView {
  const clock = readClock(of, reading.calendar, reading.today);
  const shown = textFor(of, reading.member);
  return {
    ...lineOf(of, clock, reading),
    correction: of.correction,
    pauses: [...of.pauses],
    extension: of.extension,
    regulationChoice: of.regulationChoice,
    review: of.review,
    suit: of.suit,
    reopened: of.reopened.map(({ on, reason }) => ({ on, reason: shown(reason) })),
    amended: of.amended.map(({ on, fields, reason }) => ({ on, fields, reason: shown(reason) })),
    withdrawnOn: of.status === 'withdrawn' ? of.withdrawnOn : null,
    struck: of.status === 'struck' ? { on: of.struckOn, reason: shown(of.reason) } : null,
    steps: clock.steps.map((step) => ({ on: step.on, words: stepWords(step) })),
    recordedAt: of.recordedAt,
    changedAt: of.changedAt,
  };
}

function lineOf(of: InformationRequest, clock: ClockReading, { rules, member }: Reading): RequestLine {
  const shown = textFor(of, member);
  const { regulation, choiceOpen, receivedOn, allowed, used, dueOn, notBefore, standsFor, late } = clock;
  return {
    cycle: of.cycle,
    unit: of.unit,
    id: of.id,
    reference: of.reference === null ? null : shown(of.reference),
    status: of.status,
    state: stateOf(of, clock, rules),
    applicant: readsApplicants(member, of.unit) ? fullApplicant(of.applicant) : maskedApplicant(of.applicant),
    wanted: shown(of.wanted),
    receipt: of.receipt,
    clock: { regulation, choiceOpen, receivedOn, allowed, used, dueOn, notBefore, standsFor, late },
    answer: of.status === 'answered' ? of.answer : null,
  };
}

/** How a text that people wrote is shown to a member. */
function textFor(of: InformationRequest, member: Member): (text: string) => string {
  return readsApplicants(member, of.unit) ? (text) => text : (text) => maskText(text, of.applicant);
}
