import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { webLink } from '../evidence/web-link.ts';
import {
  bilingual,
  cycleId,
  day,
  instant,
  itemCode,
  line,
  paragraph,
  points,
  recordId,
  runId,
  unitId,
  type Day,
  type Instant,
} from '../values.ts';

/** What a unit states: which item of the published report it disputes, why, and what shows it. */
export const appealEntry = z.strictObject({
  item: itemCode,
  grounds: paragraph,
  /** Pieces of the unit's own evidence of the year. */
  evidence: z.array(recordId).check(z.maxLength(20)),
  links: z.array(webLink).check(z.maxLength(10)),
});
export type AppealEntry = z.infer<typeof appealEntry>;

const signed = { by: z.string().check(z.minLength(1)), at: instant };
export const appealAnswer = z.strictObject({ text: paragraph, ...signed });
export const appealDecision = z.strictObject({
  outcome: z.enum(['upheld', 'partly-upheld', 'rejected']),
  reason: paragraph,
  /** What the item is to have after a re-evaluation; null where the appeal was rejected. */
  points: z.nullable(points),
  ...signed,
});
export type AppealDecision = z.infer<typeof appealDecision>;
export type AppealOutcome = AppealDecision['outcome'];

const base = {
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  /** The published run whose report is disputed, and its revision. */
  run: runId,
  revision: z.int().check(z.minimum(1)),
  ...appealEntry.shape,
  filedAt: instant,
  filedBy: z.string().check(z.minLength(1)),
};

/**
 * A unit's appeal against one item of a published report. Its life: filed → answered (by who assessed the item first) → decided (by
 * another person), or withdrawn by the unit before that. What was decided is carried out by a re-evaluation, never by itself.
 */
export const appeal = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('filed') }),
  z.strictObject({ ...base, status: z.literal('answered'), answer: appealAnswer }),
  z.strictObject({ ...base, status: z.literal('decided'), answer: appealAnswer, decision: appealDecision }),
  z.strictObject({ ...base, status: z.literal('withdrawn'), withdrawnAt: instant }),
]);
export type Appeal = z.infer<typeof appeal>;
export type AppealStatus = Appeal['status'];

/**
 * A decided appeal as the public reads it, from the moment of the decision and whether or not a re-evaluation follows: what the
 * unit wrote and who decided stay with the office.
 */
export const publishedAppeal = z.strictObject({
  cycle: cycleId,
  id: recordId,
  unit: unitId,
  unitName: line,
  item: itemCode,
  itemLabel: bilingual,
  /** The revision that was disputed. */
  revision: z.int().check(z.minimum(1)),
  ...z.pick(appealDecision, { outcome: true, reason: true, points: true, at: true }).shape,
});
export type PublishedAppeal = z.infer<typeof publishedAppeal>;

/** Which states each transition may start from. */
export const appealTransitions = {
  answer: ['filed'],
  decide: ['answered'],
  withdraw: ['filed', 'answered'],
} as const satisfies Record<string, readonly AppealStatus[]>;

function wrongState(of: Appeal) {
  return refuse.wrongState('appeal-wrong-state', { status: of.status });
}

/** @throws Refusal `appeal-too-late` after the last day */
export function requireInTime(lastDay: Day, today: Day): void {
  if (today > lastDay) throw refuse.wrongState('appeal-too-late', { lastDay });
}

/** Who assessed the item first says how the points came about. */
export function answerAppeal(of: Appeal, text: string, by: string, at: Instant): Appeal {
  if (of.status !== 'filed') throw wrongState(of);
  return { ...of, status: 'answered', answer: { text, by, at } };
}

/**
 * A second person decides.
 * @throws Refusal `second-person-needed` for who answered; `appeal-points-needed` unless points are stated exactly when upheld
 */
export function decideAppeal(
  of: Appeal,
  said: Readonly<{ outcome: AppealOutcome; reason: string; points: string | null }>,
  by: string,
  at: Instant,
): Appeal {
  if (of.status !== 'answered') throw wrongState(of);
  if (of.answer.by === by) throw refuse.forbidden('second-person-needed');
  if ((said.outcome === 'rejected') !== (said.points === null)) throw refuse.invalid('appeal-points-needed');
  return { ...of, status: 'decided', decision: { ...said, by, at } };
}

/** The unit takes its appeal back before it is decided. */
export function withdrawAppeal(of: Appeal, at: Instant): Appeal {
  if (of.status !== 'filed' && of.status !== 'answered') throw wrongState(of);
  const { cycle, unit, id, run, revision, item, grounds, evidence, links, filedAt, filedBy } = of;
  return {
    ...{ cycle, unit, id, run, revision, item, grounds, evidence, links, filedAt, filedBy },
    status: 'withdrawn',
    withdrawnAt: at,
  };
}

/** A year's appeals in figures. */
export type AppealFigures = Readonly<
  Record<'filed' | 'answered' | 'withdrawn' | 'upheld' | 'partly-upheld' | 'rejected', number>
>;

export function figuresOf(appeals: readonly Appeal[]): AppealFigures {
  const figures = { filed: 0, answered: 0, withdrawn: 0, upheld: 0, 'partly-upheld': 0, rejected: 0 };
  for (const each of appeals) figures[each.status === 'decided' ? each.decision.outcome : each.status] += 1;
  return figures;
}

/** The last day for an appeal; shown beside the published report. */
export const appealWindow = z.strictObject({ run: runId, revision: z.int(), publishedOn: day, lastDay: day });
