import * as z from 'zod/mini';
import { difference } from '../domain/re-evaluation/difference.ts';
import {
  publishedReEvaluation,
  reEvaluation,
  reEvaluationEntry,
} from '../domain/re-evaluation/re-evaluation.ts';
import { withdrawal } from '../domain/run/run.ts';
import { cycleId, instant, runId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';
import { runView } from './run-views.ts';

const inCycle = z.strictObject({ cycle: cycleId });

const planRefusals = [
  'cycle-unknown',
  'nothing-published',
  'nothing-to-re-evaluate',
  'change-outside-scope',
  'change-without-effect',
  'too-many-changes',
  'recused',
  'unit-unknown',
  'rubric-version-unknown',
  'inputs-do-not-fit',
] as const;

/** A revision of a report, and whether it still holds. */
export const revisionView = z.strictObject({
  revision: z.int(),
  kind: z.enum(['year-end', 're-evaluation', 'withdrawal']),
  at: instant,
  /** Why there is a new one. */
  reason: z.nullable(z.string()),
  state: z.enum(['in-force', 'superseded', 'withdrawal']),
  /** Where it can be read; null for a withdrawal, and where earlier revisions are hidden. */
  address: z.nullable(z.string()),
});

/** After publication: corrections, revisions, withdrawal. */
export const reEvaluationRoutes = {
  previewReEvaluation: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/re-evaluations/preview',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'read',
    summary: {
      zh: '试算一次重新评价：哪些单位的哪些分会变（不启动）',
      en: 'What a re-evaluation would change, point by point; starts nothing',
    },
    params: inCycle,
    query: nothing,
    body: reEvaluationEntry,
    output: z.strictObject({ ...z.pick(reEvaluation, { changes: true, appeals: true }).shape, difference }),
    refusals: [...planRefusals, 'dry-run-too-large'],
  }),
  startReEvaluation: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/re-evaluations',
    status: 202,
    audience: ['county-admin'],
    repeatable: 'key',
    summary: { zh: '启动重新评价', en: 'Start a re-evaluation of the published report' },
    params: inCycle,
    query: nothing,
    body: reEvaluationEntry,
    output: runView,
    refusals: [...planRefusals, 'run-active', 'idempotency-key-reused'],
  }),
  getReEvaluation: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/re-evaluations/{run}',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: {
      zh: '一次重新评价更正了什么、分数怎样变化',
      en: 'What a re-evaluation changes, and what came of it',
    },
    params: z.extend(inCycle, { run: runId }),
    query: nothing,
    body: noBody,
    output: z.strictObject({ reEvaluation: publishedReEvaluation, difference: z.nullable(difference) }),
    refusals: ['run-unknown'],
  }),
  listRevisions: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/revisions',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '报告的各个版本', en: 'Every revision of a year’s report' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(revisionView) }),
    refusals: ['cycle-unknown'],
  }),
  withdrawReport: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/withdrawal',
    status: 200,
    audience: ['signer'],
    repeatable: 'state',
    summary: { zh: '撤回已公布的报告', en: 'Withdraw the published report' },
    params: inCycle,
    query: nothing,
    body: z.omit(withdrawal, { at: true }),
    output: z.extend(withdrawal, { revision: z.int() }),
    refusals: ['cycle-unknown', 'nothing-published', 'report-withdrawn', 'changed-meanwhile'],
  }),
} as const;
