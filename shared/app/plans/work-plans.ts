import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { bodyPlanView, taskReplyView } from '../../contracts/plan-routes.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { LeadBody, Unit } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import {
  requireBody,
  requireBodyReader,
  requireNotOwnUnit,
  requireUnitReader,
  requireUnitStaff,
} from '../../domain/people/member.ts';
import {
  answerReply,
  filePlan as file,
  isFor,
  lastSaidAt,
  replyToTask as reply,
  summaryDueOn,
  taskState,
  type PlanTask,
  type TaskReply,
} from '../../domain/plans/work-plan.ts';
import type { Day } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;
type Place = Readonly<{ cycle: string; body: string }>;

/** A lead body files its plan for the year, or files it anew. The same plan again finds it filed. */
export function fileWorkPlan(deps: Deps): UseCase<'fileWorkPlan'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    await load.body(store, params.cycle, params.body);
    const units = new Set((await unitsIn(store, params.cycle)).map(({ id }) => id));
    for (const task of body.tasks)
      if (task.for.kind === 'unit' && !units.has(task.for.unit))
        throw refuse.missing('unit-unknown', { cycle: params.cycle, unit: task.for.unit });
    const before = await store.get(collections.workPlans, params);
    if (before === null || fingerprintOf(before.value.tasks) !== fingerprintOf(body.tasks)) {
      const at = await clock.now();
      const replies = await store.all(collections.taskReplies, params);
      const repliedTo = new Set(replies.map(({ value }) => value.task));
      const value = file(params, body.tasks, repliedTo, { by: member.subject, at });
      await store.commit({
        stream: streams.plans(params.cycle, params.body),
        writes: [
          before === null
            ? create(collections.workPlans, params, value)
            : replace(collections.workPlans, params, before, value),
        ],
        audit: {
          at,
          actor: member.subject,
          action: 'plan.file',
          subject: `plan:${params.body}`,
          details: { tasks: body.tasks.length, content: fingerprintOf(body.tasks) },
        },
      });
    }
    return bodyPlan(deps, params);
  };
}

/** A body's plan, how far its units are with each task, and its summaries: for the body and the county office. */
export function getWorkPlan(deps: Deps): UseCase<'getWorkPlan'> {
  return async ({ member, params }) => {
    requireBodyReader(member, params.body);
    await load.body(deps.store, params.cycle, params.body);
    return bodyPlan(deps, params);
  };
}

/** Every body's plan of a year, for the county office: what is overdue shows. */
export function listWorkPlans(deps: Deps): UseCase<'listWorkPlans'> {
  return async ({ params: { cycle } }) => {
    const bodies = await bodiesIn(deps.store, cycle);
    return { items: await fewAtATime(bodies, ({ id }) => bodyPlan(deps, { cycle, body: id })) };
  };
}

/** A unit's tasks of all bodies, the first due first. */
export function listUnitTasks(deps: Deps): UseCase<'listUnitTasks'> {
  const { store } = deps;
  return async ({ member, params: { cycle, unit: id } }) => {
    requireUnitReader(member, id);
    const unit = (await load.unit(store, cycle, id)).value;
    const today = shanghaiDay(await deps.clock.now());
    const found = await fewAtATime(await bodiesIn(store, cycle), async ({ id: body, name }) => {
      const plan = await store.get(collections.workPlans, { cycle, body });
      const tasks = plan?.value.tasks.filter((task) => isFor(task, unit)) ?? [];
      return fewAtATime(tasks, async (task) => {
        const said =
          (await store.get(collections.taskReplies, { cycle, body, task: task.id, unit: id }))?.value ?? null;
        return { body, bodyName: name, task, state: taskState(task, said, today), reply: replyView(said) };
      });
    });
    const items = found.flat().sort((left, right) => (left.task.dueOn < right.task.dueOn ? -1 : 1));
    return { items };
  };
}

/** A unit says what it has done about a task, with its own evidence; to say the same twice is to say it once. */
export function replyToTask(deps: Deps): UseCase<'replyToTask'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    const { cycle, unit } = params;
    requireUnitStaff(member, unit);
    const place = { cycle, body: params.body, task: params.task, unit };
    await taskFor(store, place);
    for (const evidence of body.evidence) await load.evidence(store, { cycle, unit, evidence });
    const before = await store.get(collections.taskReplies, place);
    const said = before?.value;
    if (
      said?.status === 'replied' &&
      said.text === body.text &&
      said.evidence.join() === body.evidence.join()
    )
      return shownReply(said);
    requireSeen(body.seen, said ?? null);
    const value = reply(place, said ?? null, body, member.subject, await clock.now());
    await writeReply(deps, before, value, member.subject, 'plan.reply');
    return shownReply(value);
  };
}

/** The body finds a task done by a unit, or says what is missing; never for one's own unit. */
export function answerTask(deps: Deps): UseCase<'answerTask'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    requireNotOwnUnit(member, params.unit);
    await taskFor(store, params);
    const before = await store.get(collections.taskReplies, params);
    const said = before?.value;
    const status = body.done ? 'done' : 'returned';
    if (said?.status === status && said.answer?.text === body.text) return shownReply(said);
    requireSeen(body.seen, said ?? null);
    const value = answerReply(said ?? null, body, member.subject, await clock.now());
    await writeReply(deps, before, value, member.subject, 'plan.answer');
    return shownReply(value);
  };
}

/** A body tells the county office about a quarter, or tells it better. */
export function writeSummary(deps: Deps): UseCase<'writeSummary'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    const { cycle } = params;
    requireBody(member, params.body);
    await load.body(store, cycle, params.body);
    const place = { cycle, body: params.body, quarter: Number(params.quarter) };
    const before = await store.get(collections.quarterlySummaries, place);
    if (before?.value.text !== body.text) {
      const at = await clock.now();
      const value = { ...place, text: body.text, written: { by: member.subject, at } };
      await store.commit({
        stream: streams.plans(cycle, params.body),
        writes: [
          before === null
            ? create(collections.quarterlySummaries, place, value)
            : replace(collections.quarterlySummaries, place, before, value),
        ],
        audit: {
          at,
          actor: member.subject,
          action: 'summary.write',
          subject: `summary:${params.body}`,
          details: { quarter: place.quarter, content: fingerprintOf(body.text) },
        },
      });
    }
    return bodyPlan(deps, params);
  };
}

/** @throws Refusal `changed-meanwhile` where the caller states what they saw, and somebody has spoken since */
function requireSeen(seen: string | null | undefined, said: TaskReply | null): void {
  if (seen === undefined) return;
  if (seen !== (said === null ? null : lastSaidAt(said))) throw refuse.conflict('changed-meanwhile');
}

/** @throws Refusal `plan-task-unknown` for a task that is not there, or is not for the unit */
async function taskFor(
  store: Store,
  of: Place & Readonly<{ task: string; unit: string }>,
): Promise<PlanTask> {
  const unit = (await load.unit(store, of.cycle, of.unit)).value;
  const plan = await store.get(collections.workPlans, { cycle: of.cycle, body: of.body });
  const task = plan?.value.tasks.find(({ id }) => id === of.task);
  if (task === undefined || !isFor(task, unit)) throw refuse.missing('plan-task-unknown', { task: of.task });
  return task;
}

async function writeReply(
  { store }: Deps,
  before: Versioned<TaskReply> | null,
  value: TaskReply,
  actor: string,
  action: AuditKind,
): Promise<void> {
  const { cycle, body, task, unit } = value;
  const place = { cycle, body, task, unit };
  await store.commit({
    stream: streams.plans(cycle, body),
    writes: [
      before === null
        ? create(collections.taskReplies, place, value)
        : replace(collections.taskReplies, place, before, value),
    ],
    audit: {
      at: value.status === 'replied' ? value.replied.at : (value.answer?.at ?? value.replied.at),
      actor,
      action,
      subject: `plan:${body}`,
      details: { task, unit, status: value.status, content: fingerprintOf(value) },
    },
  });
}

async function bodyPlan({ store, clock }: Deps, place: Place): Promise<z.input<typeof bodyPlanView>> {
  const { cycle, body } = place;
  const today = shanghaiDay(await clock.now());
  const { name } = (await load.body(store, cycle, body)).value;
  const plan = (await store.get(collections.workPlans, { cycle, body }))?.value ?? null;
  const replies = (await store.all(collections.taskReplies, { cycle, body })).map(({ value }) => value);
  const units = await unitsIn(store, cycle);
  const written = (await store.all(collections.quarterlySummaries, { cycle, body })).map(
    ({ value }) => value,
  );
  return {
    body,
    name,
    filedAt: plan?.filed.at ?? null,
    tasks: (plan?.tasks ?? []).map((task) => taskView(task, units, replies, today)),
    summaries: [1, 2, 3, 4].map((quarter) => {
      const found = written.find((each) => each.quarter === quarter) ?? null;
      const dueOn = summaryDueOn(cycle, quarter);
      return {
        quarter,
        dueOn,
        text: found?.text ?? null,
        at: found?.written.at ?? null,
        overdue: found === null && today > dueOn,
      };
    }),
  };
}

function taskView(task: PlanTask, units: readonly Unit[], replies: readonly TaskReply[], today: Day) {
  const concerned = units.filter((unit) => isFor(task, unit));
  return {
    ...task,
    units: concerned.map(({ id, name }) => {
      const said = replies.find((each) => each.task === task.id && each.unit === id) ?? null;
      return { unit: id, name, state: taskState(task, said, today), reply: replyView(said) };
    }),
  };
}

/** A reply without the people who acted. */
function replyView(of: TaskReply | null): z.input<typeof taskReplyView> | null {
  return of === null ? null : shownReply(of);
}

function shownReply(of: TaskReply): z.input<typeof taskReplyView> {
  const { text, evidence, status, replied, answer } = of;
  return {
    text,
    evidence,
    status,
    at: replied.at,
    answer: answer === null ? null : { text: answer.text, at: answer.at },
    changedAt: lastSaidAt(of),
  };
}

async function unitsIn(store: Store, cycle: string): Promise<readonly Unit[]> {
  const found = (await store.all(collections.units, { cycle })).map(({ value }) => value);
  return found.sort((left, right) => left.order - right.order);
}

async function bodiesIn(store: Store, cycle: string): Promise<readonly LeadBody[]> {
  await load.cycle(store, cycle);
  return (await store.all(collections.bodies, { cycle })).map(({ value }) => value);
}
