import * as z from 'zod/mini';
import { planEntry, planTask, quarterlySummary } from '../domain/plans/work-plan.ts';
import { bodyId, cycleId, day, instant, paragraph, recordId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const ofBody = z.extend(inCycle, { body: bodyId });
const inUnit = z.extend(inCycle, { unit: unitId });

/** What a unit has said to a task, and the body to that. */
export const taskReplyView = z.strictObject({
  text: z.string(),
  evidence: z.array(recordId),
  status: z.enum(['replied', 'done', 'returned']),
  at: instant,
  answer: z.nullable(z.strictObject({ text: z.nullable(z.string()), at: instant })),
  /** When unit or body spoke last: whoever goes on from it states it as `seen`. */
  changedAt: instant,
});
/** When what the caller goes on from was said; null for nothing yet. Where somebody has spoken since, nothing is written. */
const seen = z.optional(z.nullable(instant));
const state = z.enum(['open', 'replied', 'returned', 'done', 'overdue']);

/** A body's plan with how far units are, and its summaries of the quarters. */
export const bodyPlanView = z.strictObject({
  body: bodyId,
  name: z.string(),
  /** Null before the body has filed its plan. */
  filedAt: z.nullable(instant),
  tasks: z.array(
    z.extend(planTask, {
      units: z.array(
        z.strictObject({ unit: unitId, name: z.string(), state, reply: z.nullable(taskReplyView) }),
      ),
    }),
  ),
  summaries: z.array(
    z.strictObject({
      quarter: z.int(),
      dueOn: day,
      text: z.nullable(z.string()),
      at: z.nullable(instant),
      overdue: z.boolean(),
    }),
  ),
});

/** Lead bodies' plans for the year, what units do about them, and what the county office hears each quarter. */
export const planRoutes = {
  fileWorkPlan: defineRoute({
    area: 'lead-body',
    method: 'PUT',
    path: '/api/cycles/{cycle}/bodies/{body}/plan',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: { zh: '报送或调整本年度推进计划', en: 'File a lead body’s plan for the year, or file it anew' },
    params: ofBody,
    query: nothing,
    body: planEntry,
    output: bodyPlanView,
    refusals: [
      'not-your-body',
      'body-unknown',
      'unit-unknown',
      'plan-task-twice',
      'plan-task-has-replies',
      'changed-meanwhile',
    ],
  }),
  getWorkPlan: defineRoute({
    area: 'lead-body',
    method: 'GET',
    path: '/api/cycles/{cycle}/bodies/{body}/plan',
    status: 200,
    audience: ['lead-body', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '推进计划和各单位的落实情况', en: 'A plan, and how far its units are with each task' },
    params: ofBody,
    query: nothing,
    body: noBody,
    output: bodyPlanView,
    refusals: ['not-your-body', 'body-unknown'],
  }),
  listWorkPlans: defineRoute({
    area: 'lead-body',
    method: 'GET',
    path: '/api/cycles/{cycle}/plans',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '各牵头部门的推进计划和季度小结', en: 'Every lead body’s plan and summaries' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(bodyPlanView) }),
    refusals: ['cycle-unknown'],
  }),
  listUnitTasks: defineRoute({
    area: 'lead-body',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/plan-tasks',
    status: 200,
    audience: ['unit-staff', 'reviewer', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '牵头部门交给本单位的任务', en: 'A unit’s tasks of all lead bodies' },
    params: inUnit,
    query: nothing,
    body: noBody,
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          body: bodyId,
          bodyName: z.string(),
          task: planTask,
          state,
          reply: z.nullable(taskReplyView),
        }),
      ),
    }),
    refusals: ['not-your-unit', 'unit-unknown', 'cycle-unknown'],
  }),
  replyToTask: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/plan-tasks/{body}/{task}/reply',
    status: 200,
    audience: ['unit-staff'],
    repeatable: 'state',
    summary: { zh: '单位报告任务的落实情况', en: 'A unit says what it has done about a task' },
    params: z.extend(inUnit, { body: bodyId, task: planTask.shape.id }),
    query: nothing,
    body: z.strictObject({
      text: paragraph,
      evidence: z._default(z.array(recordId).check(z.maxLength(20)), []),
      seen,
    }),
    output: taskReplyView,
    refusals: [
      'not-your-unit',
      'unit-unknown',
      'plan-task-unknown',
      'plan-task-done',
      'evidence-unknown',
      'changed-meanwhile',
    ],
  }),
  answerTask: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/plan/{task}/units/{unit}/answer',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: {
      zh: '认可单位的落实，或指出还缺什么',
      en: 'Find a task done by a unit, or say what is missing',
    },
    params: z.extend(ofBody, { task: planTask.shape.id, unit: unitId }),
    query: nothing,
    body: z.strictObject({ done: z.boolean(), text: z.nullable(paragraph), seen }),
    output: taskReplyView,
    refusals: [
      'not-your-body',
      'recused',
      'unit-unknown',
      'plan-task-unknown',
      'plan-task-not-replied',
      'missing-words',
      'changed-meanwhile',
    ],
  }),
  writeSummary: defineRoute({
    area: 'lead-body',
    method: 'PUT',
    path: '/api/cycles/{cycle}/bodies/{body}/summaries/{quarter}',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: { zh: '报送季度小结', en: 'Tell the county office about a quarter' },
    params: z.extend(ofBody, { quarter: z.enum(['1', '2', '3', '4']) }),
    query: nothing,
    body: z.pick(quarterlySummary, { text: true }),
    output: bodyPlanView,
    refusals: ['not-your-body', 'body-unknown', 'changed-meanwhile'],
  }),
} as const;
