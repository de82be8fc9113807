import * as z from 'zod/mini';
import { officeFigures } from '../domain/figures/office-figures.ts';
import { cycleId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

/** What waits in a year, in numbers. */
export const figuresRoutes = {
  getOfficeFigures: defineRoute({
    area: 'standing',
    method: 'GET',
    path: '/api/cycles/{cycle}/figures',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: {
      zh: '待办数字：未交的牵头部门、待检查和待审核的材料、考评运行到哪一步（每 15 分钟统计一次）',
      en: 'What waits, in numbers: hand-ins, evidence, how far a run is; counted every 15 minutes',
    },
    params: z.strictObject({ cycle: cycleId }),
    query: nothing,
    body: noBody,
    output: z.strictObject({ figures: z.nullable(officeFigures) }),
    refusals: ['cycle-unknown'],
  }),
} as const;
