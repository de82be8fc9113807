import type { Cycle } from '../cycle/cycle.ts';
import { refuse } from '../errors.ts';
import { compareExact, parseExact } from '../scoring/exact.ts';
import type { Day, Instant } from '../values.ts';
import type { DeductionEntry, DeductionReply, Deduction, DeductionStatus, HandIn } from './deduction.ts';

type Of<Status extends DeductionStatus> = Extract<Deduction, { status: Status }>;

/** Which states each transition may start from. */
export const deductionTransitions = {
  correct: ['draft'],
  tell: ['draft'],
  reply: ['told', 'replied'],
  answer: ['replied'],
  withdraw: ['draft', 'told', 'replied', 'answered'],
} as const satisfies Record<string, readonly DeductionStatus[]>;

/** @throws Refusal `deduction-wrong-state` unless the transition may start from the present state. */
export function requireDeductionState(of: Deduction, transition: keyof typeof deductionTransitions): void {
  const from: readonly DeductionStatus[] = deductionTransitions[transition];
  if (!from.includes(of.status)) throw wrongState(of);
}

function wrongState(of: Deduction) {
  return refuse.wrongState('deduction-wrong-state', { status: of.status });
}

/** Another wording, other points, another unit: while nobody but the body has seen it. */
export function correctDeduction(of: Deduction, entry: DeductionEntry): Deduction {
  if (of.status !== 'draft') throw wrongState(of);
  return { ...of, ...entry };
}

/** The unit is told. @param replyBy the last day on which it may reply */
export function tellDeduction(of: Deduction, at: Instant, replyBy: Day): Deduction {
  if (of.status !== 'draft') throw wrongState(of);
  return { ...of, status: 'told', toldAt: at, replyBy };
}

/**
 * The unit replies, or replies better, until its days are over or the body has answered.
 * @throws Refusal `deduction-reply-too-late` after `replyBy`
 */
export function replyToDeduction(of: Deduction, reply: DeductionReply, today: Day): Deduction {
  if (of.status !== 'told' && of.status !== 'replied') throw wrongState(of);
  if (today > of.replyBy) throw refuse.wrongState('deduction-reply-too-late', { replyBy: of.replyBy });
  return { ...of, status: 'replied', reply };
}

/**
 * The body answers a reply: it keeps the deduction, or takes less. Taking it back altogether is withdrawing it.
 * @throws Refusal `points-out-of-range` unless reduced points are less than before, and more than nothing
 */
export function answerReply(
  of: Deduction,
  said: Readonly<{ points: string | null; reason: string }>,
  at: Instant,
): Deduction {
  if (of.status !== 'replied') throw wrongState(of);
  const points = said.points ?? of.points;
  if (said.points !== null) {
    const less = compareExact(parseExact(points), parseExact(of.points)) < 0;
    if (!less || compareExact(parseExact(points), parseExact('0')) <= 0)
      throw refuse.invalid('points-out-of-range', { item: of.item, points, most: of.points });
  }
  const decision = said.points === null ? 'kept' : 'reduced';
  return { ...of, points, status: 'answered', answer: { decision, reason: said.reason, was: of.points, at } };
}

/**
 * What a deduction rests on happened in the year that is evaluated.
 * @throws Refusal `deduction-outside-year` with the year's first and last day
 */
export function requireInYear({ happenedOn }: DeductionEntry, { window }: Pick<Cycle, 'window'>): void {
  const { opensOn, closesOn } = window;
  if (!isInYear(happenedOn, window))
    throw refuse.invalid('deduction-outside-year', { happenedOn, opensOn, closesOn });
}

export function isInYear(happenedOn: Day, { opensOn, closesOn }: Cycle['window']): boolean {
  return happenedOn >= opensOn && happenedOn <= closesOn;
}

/** Takes a deduction back. */
export function withdrawDeduction(of: Deduction, reason: string, at: Instant): Deduction {
  if (of.status === 'withdrawn') throw wrongState(of);
  const { cycle, body, id, unit, item, points, fact, document, happenedOn, links, recordedAt } = of;
  return {
    ...{ cycle, body, id, unit, item, points, fact, document, happenedOn, links, recordedAt },
    status: 'withdrawn',
    toldAt: of.status === 'draft' ? null : of.toldAt,
    reply: of.status === 'replied' || of.status === 'answered' ? of.reply : null,
    answer: of.status === 'answered' ? of.answer : null,
    reason,
    withdrawnAt: at,
  };
}

/** Whether a deduction counts: the unit was told, and its days are over or its reply was answered. */
export function countsOn(of: Deduction, today: Day): of is Of<'told'> | Of<'answered'> {
  return of.status === 'answered' || (of.status === 'told' && today > of.replyBy);
}

/** Why a deduction keeps its body from handing in. */
export type StillOpen = 'draft' | 'reply-days' | 'unanswered';

const openTexts: Readonly<Record<StillOpen, string>> = {
  draft: '还没有告知单位 / Its unit has not been told',
  'reply-days': '单位说明的期限未过 / Its unit may still reply',
  unanswered: '单位已说明，等待答复 / Its unit has replied and waits for an answer',
};

/** What is still open of a deduction on a day; null when nothing is. */
export function stillOpen(of: Deduction, today: Day): StillOpen | null {
  switch (of.status) {
    case 'draft':
      return 'draft';
    case 'told':
      return today > of.replyBy ? null : 'reply-days';
    case 'replied':
      return 'unanswered';
    case 'answered':
    case 'withdrawn':
      return null;
  }
}

/**
 * A body hands in only when nothing of its deductions is open.
 * @throws Refusal `deductions-open` with how many drafts, running reply days and unanswered replies there are, the last day of
 *   the running ones, and each of them by its address
 */
export function requireNothingOpen(deductions: readonly Deduction[], today: Day): void {
  const count = (what: StillOpen) => deductions.filter((each) => stillOpen(each, today) === what).length;
  const [drafts, running, unanswered] = [count('draft'), count('reply-days'), count('unanswered')];
  if (drafts + running + unanswered === 0) return;
  const last = deductions
    .flatMap((each) => (each.status === 'told' && today <= each.replyBy ? [each.replyBy] : []))
    .sort()
    .at(-1);
  const findings = deductions.flatMap((each) => {
    const open = stillOpen(each, today);
    return open === null ? [] : [{ pointer: `/deductions/${each.id}`, code: open, message: openTexts[open] }];
  });
  throw refuse.wrongState('deductions-open', { drafts, running, unanswered, last: last ?? '—' }, findings);
}

/** @throws Refusal `hand-in-wrong-state` unless the body has not yet handed in and has not been passed over. */
export function requireHandInOpen(of: HandIn): void {
  if (of.status !== 'open') throw refuse.wrongState('hand-in-wrong-state', { status: of.status });
}
