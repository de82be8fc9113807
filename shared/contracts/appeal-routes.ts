import * as z from 'zod/mini';
import { appealDecision, appealEntry, appealWindow } from '../domain/appeals/appeal.ts';
import { cycleId, instant, paragraph, recordId, runId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const inUnit = z.extend(inCycle, { unit: unitId });
const ofAppeal = z.extend(inUnit, { appeal: recordId });

/** An appeal as its unit and the county office see it: who acted is in the audit stream, not here. */
export const appealView = z.strictObject({
  id: recordId,
  unit: unitId,
  run: runId,
  revision: z.int(),
  ...appealEntry.shape,
  status: z.enum(['filed', 'answered', 'decided', 'withdrawn']),
  filedAt: instant,
  answer: z.nullable(z.strictObject({ text: z.string(), at: instant })),
  decision: z.nullable(z.omit(appealDecision, { by: true })),
  /** The revision of the report that published the outcome. */
  carriedOut: z.nullable(z.int()),
});

const figures = z.strictObject({
  filed: z.int(),
  answered: z.int(),
  withdrawn: z.int(),
  upheld: z.int(),
  'partly-upheld': z.int(),
  rejected: z.int(),
});

/** Disputes about a published report. */
export const appealRoutes = {
  fileAppeal: defineRoute({
    area: 'appeals',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/appeals',
    status: 201,
    audience: ['unit-staff'],
    repeatable: 'key',
    summary: { zh: '对公布的一个项目申请复核', en: 'Appeal against one item of the published report' },
    params: inUnit,
    query: nothing,
    body: appealEntry,
    output: appealView,
    refusals: [
      'not-your-unit',
      'unit-unknown',
      'unknown-item',
      'evidence-unknown',
      'report-unknown',
      'appeal-too-late',
      'appeal-filed-already',
      'idempotency-key-reused',
      'changed-meanwhile',
    ],
  }),
  withdrawAppeal: defineRoute({
    area: 'appeals',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/appeals/{appeal}/withdraw',
    status: 200,
    audience: ['unit-staff'],
    repeatable: 'state',
    summary: { zh: '撤回复核申请', en: 'Withdraw an appeal' },
    params: ofAppeal,
    query: nothing,
    body: noBody,
    output: appealView,
    refusals: ['not-your-unit', 'appeal-unknown', 'appeal-wrong-state', 'changed-meanwhile'],
  }),
  answerAppeal: defineRoute({
    area: 'appeals',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/appeals/{appeal}/answer',
    status: 200,
    audience: ['reviewer', 'lead-body', 'county-admin'],
    repeatable: 'state',
    summary: { zh: '原评分人说明评分依据', en: 'Who assessed the item answers an appeal' },
    params: ofAppeal,
    query: nothing,
    body: z.strictObject({ text: paragraph }),
    output: appealView,
    refusals: ['recused', 'role-needed', 'appeal-unknown', 'appeal-wrong-state', 'changed-meanwhile'],
  }),
  decideAppeal: defineRoute({
    area: 'appeals',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/appeals/{appeal}/decide',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'state',
    summary: { zh: '另一人作出复核决定', en: 'A second person decides an appeal' },
    params: ofAppeal,
    query: nothing,
    body: z.pick(appealDecision, { outcome: true, reason: true, points: true }),
    output: appealView,
    refusals: [
      'recused',
      'second-person-needed',
      'appeal-points-needed',
      'appeal-unknown',
      'appeal-wrong-state',
      'changed-meanwhile',
    ],
  }),
  listUnitAppeals: defineRoute({
    area: 'appeals',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/appeals',
    status: 200,
    audience: ['unit-staff', 'reviewer', 'lead-body', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '一个单位的复核申请和期限', en: 'A unit’s appeals, and until when it may file one' },
    params: inUnit,
    query: nothing,
    body: noBody,
    output: z.strictObject({
      /** Null while nothing is published. */
      window: z.nullable(appealWindow),
      items: z.array(appealView),
    }),
    refusals: ['not-your-unit', 'unit-unknown'],
  }),
  listAppeals: defineRoute({
    area: 'appeals',
    method: 'GET',
    path: '/api/cycles/{cycle}/appeals',
    status: 200,
    audience: ['reviewer', 'lead-body', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '全县的复核申请和总体情况', en: 'All appeals of a year, with figures' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ figures, items: z.array(appealView) }),
    refusals: ['cycle-unknown'],
  }),
} as const;
