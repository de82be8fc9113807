import * as z from 'zod/mini';
import { leadBody, unit } from '../domain/cycle/cycle.ts';
import { nextCycleEntry } from '../domain/cycle/next-cycle.ts';
import { cycleId, unitId } from '../domain/values.ts';
import { defineRoute, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const output = z.strictObject({
  cycle: cycleId,
  title: z.string(),
  units: z.array(z.omit(unit, { cycle: true })),
  bodies: z.array(z.omit(leadBody, { cycle: true })),
  /** Units of this year of which nothing has become. */
  abolished: z.array(unitId),
  /** How many members get rights to units that theirs have become. */
  members: z.int(),
});
const refusals = [
  'cycle-unknown',
  'not-the-next-year',
  'reform-not-possible',
  'body-not-possible',
  'unit-unknown',
  'rubric-does-not-fit',
] as const;

/** From one year to the next. */
export const nextCycleRoutes = {
  previewNextCycle: defineRoute({
    area: 'cycle',
    method: 'POST',
    path: '/api/cycles/{cycle}/next/preview',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'read',
    summary: {
      zh: '试看下一年：单位、目标任务和牵头部门',
      en: 'What the next year would be; begins nothing',
    },
    params: inCycle,
    query: nothing,
    body: nextCycleEntry,
    output,
    refusals,
  }),
  beginNextCycle: defineRoute({
    area: 'cycle',
    method: 'POST',
    path: '/api/cycles/{cycle}/next',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: {
      zh: '从这一年开始下一年，含单位合并、更名、分设和撤销',
      en: 'Begin the next year from this one, with what a reform makes of its units',
    },
    params: inCycle,
    query: nothing,
    body: nextCycleEntry,
    output,
    refusals: [...refusals, 'cycle-exists', 'changed-meanwhile'],
  }),
} as const;
