import * as z from 'zod/mini';
import { unitClass, type Unit } from '../cycle/cycle.ts';
import { refuse } from '../errors.ts';
import { nextMoment } from '../next-moment.ts';
import {
  bodyId,
  cycleId,
  day,
  instant,
  line,
  longText,
  paragraph,
  recordId,
  unitId,
  type Day,
  type Instant,
} from '../values.ts';

/** Whom a task is for. */
const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('class'), class: unitClass }),
  z.strictObject({ kind: z.literal('unit'), unit: unitId }),
]);

/** A dated task of a lead body's plan. `id` is the body's own short name for it, by which it is known when the plan is changed. */
export const planTask = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  title: line,
  detail: z.nullable(paragraph),
  dueOn: day,
  for: audience,
});
export type PlanTask = z.infer<typeof planTask>;

export const planEntry = z.strictObject({ tasks: z.array(planTask).check(z.minLength(1), z.maxLength(100)) });

const signed = { by: z.string().check(z.minLength(1)), at: instant };

/** A lead body's plan for the year (推进计划), as the notice asks: what units are to do in its field, and by when. */
export const workPlan = z.strictObject({
  cycle: cycleId,
  body: bodyId,
  ...planEntry.shape,
  filed: z.strictObject(signed),
});
export type WorkPlan = z.infer<typeof workPlan>;

/** What a unit says it has done about a task, and what the body says to that. */
export const taskReply = z.strictObject({
  cycle: cycleId,
  body: bodyId,
  task: planTask.shape.id,
  unit: unitId,
  status: z.enum(['replied', 'done', 'returned']),
  text: paragraph,
  /** Pieces of the unit's own evidence. */
  evidence: z.array(recordId).check(z.maxLength(20)),
  replied: z.strictObject(signed),
  answer: z.nullable(z.strictObject({ text: z.nullable(paragraph), ...signed })),
});
export type TaskReply = z.infer<typeof taskReply>;

/** When unit or body spoke last. No two states of a reply have the same moment: it names what somebody saw. */
export function lastSaidAt({ replied, answer }: TaskReply): Instant {
  return answer !== null && answer.at > replied.at ? answer.at : replied.at;
}

/** What a lead body tells the county office about a quarter. */
export const quarterlySummary = z.strictObject({
  cycle: cycleId,
  body: bodyId,
  quarter: z.int().check(z.minimum(1), z.maximum(4)),
  text: longText,
  written: z.strictObject(signed),
});
export type QuarterlySummary = z.infer<typeof quarterlySummary>;

export function isFor(task: PlanTask, unit: Pick<Unit, 'id' | 'class'>): boolean {
  switch (task.for.kind) {
    case 'all':
      return true;
    case 'class':
      return task.for.class === unit.class;
    case 'unit':
      return task.for.unit === unit.id;
  }
}

/** Where a unit stands with a task: what nobody has found done by its day is overdue. */
export type TaskState = 'open' | 'replied' | 'returned' | 'done' | 'overdue';

export function taskState(task: PlanTask, reply: TaskReply | null, today: Day): TaskState {
  if (reply?.status === 'done' || reply?.status === 'replied') return reply.status;
  return today > task.dueOn ? 'overdue' : (reply?.status ?? 'open');
}

/**
 * A plan with other tasks. What a unit has replied to stays in it, so that no reply is left without its task.
 * @throws Refusal `plan-task-twice`; `plan-task-has-replies` for one that would be dropped
 */
export function filePlan(
  place: Readonly<{ cycle: string; body: string }>,
  tasks: readonly PlanTask[],
  repliedTo: ReadonlySet<string>,
  filed: WorkPlan['filed'],
): WorkPlan {
  const ids = tasks.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw refuse.invalid('plan-task-twice', { task: twice });
  const dropped = [...repliedTo].find((id) => !ids.includes(id));
  if (dropped !== undefined) throw refuse.wrongState('plan-task-has-replies', { task: dropped });
  return { ...place, tasks: [...tasks], filed };
}

/**
 * A unit replies, or replies better, until the body has found the task done.
 * @throws Refusal `plan-task-done`
 */
export function replyToTask(
  place: Pick<TaskReply, 'cycle' | 'body' | 'task' | 'unit'>,
  before: TaskReply | null,
  said: Readonly<{ text: string; evidence: readonly string[] }>,
  by: string,
  at: Instant,
): TaskReply {
  if (before?.status === 'done') throw refuse.wrongState('plan-task-done');
  return {
    ...place,
    status: 'replied',
    text: said.text,
    evidence: [...said.evidence],
    replied: { by, at: before === null ? at : nextMoment(at, lastSaidAt(before)) },
    answer: before?.answer ?? null,
  };
}

/**
 * The body finds a task done, or says what is missing.
 * @throws Refusal `plan-task-not-replied` unless the unit has replied; `missing-words` unless it says what is missing
 */
export function answerReply(
  before: TaskReply | null,
  said: Readonly<{ done: boolean; text: string | null }>,
  by: string,
  at: Instant,
): TaskReply {
  if (before?.status !== 'replied') throw refuse.wrongState('plan-task-not-replied');
  if (!said.done && said.text === null) throw refuse.invalid('missing-words');
  return {
    ...before,
    status: said.done ? 'done' : 'returned',
    answer: { text: said.text, by, at: nextMoment(at, lastSaidAt(before)) },
  };
}

/** Days after a quarter's end in which its summary is written; after them it is overdue. */
const summaryDays = 10;

/** The last day for a quarter's summary: the tenth of the month after it. */
export function summaryDueOn(cycle: string, quarter: number): Day {
  const year = quarter === 4 ? String(Number(cycle) + 1) : cycle;
  const month = quarter === 4 ? 1 : quarter * 3 + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(summaryDays).padStart(2, '0')}`;
}
