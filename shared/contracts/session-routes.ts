import * as z from 'zod/mini';
import { cycleStages } from '../domain/cycle/cycle-stage.ts';
import { leadBody, unit } from '../domain/cycle/cycle.ts';
import { cycleId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';
import { meView } from './me-view.ts';
import { cycleView } from './session-views.ts';

const inCycle = z.strictObject({ cycle: cycleId });

/** What every screen of the console asks for first: who is there, which years, and the names in one. */
export const sessionRoutes = {
  getMe: defineRoute({
    area: 'cycle',
    method: 'GET',
    path: '/api/me',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '我是谁、可以做什么', en: 'Who I am and what I may do' },
    params: nothing,
    query: nothing,
    body: noBody,
    output: meView,
    refusals: [],
  }),
  listCycles: defineRoute({
    area: 'cycle',
    method: 'GET',
    path: '/api/cycles',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '有哪些年度', en: 'Which years there are' },
    params: nothing,
    query: nothing,
    body: noBody,
    output: z.strictObject({
      items: z.array(
        z.extend(
          z.pick(cycleView, { id: true, title: true, demonstration: true, window: true, activeRun: true }),
          { published: z.boolean(), stage: z.enum(cycleStages) },
        ),
      ),
    }),
    refusals: [],
  }),
  listUnits: defineRoute({
    area: 'cycle',
    method: 'GET',
    path: '/api/cycles/{cycle}/units',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '被评价单位及其目标任务', en: 'The evaluated units and their targets' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(unit) }),
    refusals: ['cycle-unknown'],
  }),
  listBodies: defineRoute({
    area: 'cycle',
    method: 'GET',
    path: '/api/cycles/{cycle}/bodies',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '牵头部门', en: 'The lead bodies' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(leadBody) }),
    refusals: ['cycle-unknown'],
  }),
} as const;
