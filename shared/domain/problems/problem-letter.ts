import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { compareExact, negate, parseExact, subtract, toPoints, zero } from '../scoring/exact.ts';
import type { UnitResult } from '../scoring/result.ts';
import {
  bilingual,
  cycleId,
  day,
  instant,
  line,
  paragraph,
  points,
  runId,
  unitId,
  type Day,
  type Instant,
} from '../values.ts';

const signed = { by: z.string().check(z.minLength(1)), at: instant };

/**
 * One thing that cost points: what it was, what to mend, and how far that has come. Its life: open → reported (the unit says what
 * it has done) → mended, or open again with what is still missing.
 */
export const problem = z.strictObject({
  /** The item's code, or that of an effect on the total such as the city's deductions. */
  code: line,
  label: bilingual,
  lost: points,
  /** Why it was lost, as the published report says it. */
  reason: bilingual,
  /** The smallest change that would have raised the item; null where none would. */
  mend: z.nullable(bilingual),
  status: z.enum(['open', 'reported', 'mended']),
  report: z.nullable(z.strictObject({ text: paragraph, ...signed })),
  /** What the county office said to the report last. */
  answer: z.nullable(z.strictObject({ text: z.nullable(paragraph), ...signed })),
});
export type Problem = z.infer<typeof problem>;

/** What a unit is to mend after a year's evaluation (问题清单), and by when. It is followed until all of it is mended, also in the next year. */
export const problemLetter = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  /** The published run whose result it rests on, and its revision. */
  run: runId,
  revision: z.int().check(z.minimum(1)),
  mendBy: day,
  issuedAt: instant,
  issuedBy: z.string().check(z.minLength(1)),
  problems: z.array(problem).check(z.minLength(1), z.maxLength(200)),
});
export type ProblemLetter = z.infer<typeof problemLetter>;

/** What a unit lost, by its published result, the most first: items below full marks, deductions, and what moved the total. */
export function problemsOf(unit: UnitResult): Problem[] {
  const items = unit.items.flatMap((item): Problem[] => {
    const lost = subtract(parseExact(item.maximum), parseExact(item.points));
    if (compareExact(lost, zero) <= 0) return [];
    return [open(item.code, item.label, toPoints(lost), item.reason, item.raise?.change ?? null)];
  });
  const effects = unit.effects.flatMap((effect): Problem[] => {
    const lost = negate(parseExact(effect.points));
    // What an effect took from items stands at the items already.
    if (effect.code !== 'city-deduction' || compareExact(lost, zero) <= 0) return [];
    const label = { zh: '市级扣分加倍', en: 'Doubled deductions by the city' };
    return [open(effect.code, label, toPoints(lost), effect.reason, null)];
  });
  return [...items, ...effects].sort((left, right) =>
    compareExact(parseExact(right.lost), parseExact(left.lost)),
  );
}

function open(
  code: string,
  label: Problem['label'],
  lost: string,
  reason: Problem['reason'],
  mend: Problem['mend'],
): Problem {
  return { code, label, lost, reason, mend, status: 'open', report: null, answer: null };
}

function change(
  of: ProblemLetter,
  code: string,
  from: readonly Problem['status'][],
  next: (problem: Problem) => Problem,
): ProblemLetter {
  const found = of.problems.find((each) => each.code === code);
  if (found === undefined) throw refuse.missing('problem-unknown', { problem: code });
  if (!from.includes(found.status)) throw refuse.wrongState('problem-wrong-state', { status: found.status });
  return { ...of, problems: of.problems.map((each) => (each === found ? next(each) : each)) };
}

/**
 * The unit says what it has done about a problem, or says it better before anybody has answered.
 * @throws Refusal `problem-unknown`; `problem-wrong-state` for one that is mended
 */
export function reportProblem(
  of: ProblemLetter,
  code: string,
  text: string,
  by: string,
  at: Instant,
): ProblemLetter {
  return change(of, code, ['open', 'reported'], (problem) => ({
    ...problem,
    status: 'reported',
    report: { text, by, at },
  }));
}

/**
 * The county office finds a reported problem mended, or says what is still missing.
 * @throws Refusal `problem-unknown`; `problem-wrong-state` unless the unit has reported it; `missing-words` unless it says what is missing
 */
export function answerProblem(
  of: ProblemLetter,
  code: string,
  said: Readonly<{ mended: boolean; text: string | null }>,
  by: string,
  at: Instant,
): ProblemLetter {
  if (!said.mended && said.text === null) throw refuse.invalid('missing-words');
  return change(of, code, ['reported'], (problem) => ({
    ...problem,
    status: said.mended ? 'mended' : 'open',
    answer: { text: said.text, by, at },
  }));
}

/** How far letters have come: problems by state, and how many units are not done though their day is over. */
export type ProblemFigures = Readonly<Record<Problem['status'] | 'units' | 'overdue', number>>;

export function problemFigures(letters: readonly ProblemLetter[], today: Day): ProblemFigures {
  const figures = { open: 0, reported: 0, mended: 0, units: letters.length, overdue: 0 };
  for (const { problems, mendBy } of letters) {
    for (const { status } of problems) figures[status] += 1;
    if (today > mendBy && problems.some(({ status }) => status !== 'mended')) figures.overdue += 1;
  }
  return figures;
}
