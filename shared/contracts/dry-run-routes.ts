import * as z from 'zod/mini';
import { dryRun } from '../domain/run/dry-run.ts';
import { bodyId, cycleId, instant, itemCode, recordId, runId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const summary = z.omit(dryRun, { cycle: true, by: true });

/** A unit beside what it had before. */
const unitChange = z.strictObject({
  unit: unitId,
  name: z.string(),
  total: z.string(),
  rank: z.int(),
  before: z.nullable(z.strictObject({ total: z.string(), rank: z.int() })),
  /** Where a reform has merged it from several, what those had. */
  merged: z.readonly(
    z.array(z.strictObject({ unit: unitId, name: z.string(), total: z.string(), rank: z.int() })),
  ),
  gained: z.nullable(z.string()),
});

/** Something to look at before signing; nothing of it holds the signature up. */
const warning = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unit-at-zero'), unit: unitId, name: z.string() }),
  z.strictObject({ kind: z.literal('tie'), rank: z.int(), units: z.readonly(z.array(z.string())) }),
  z.strictObject({ kind: z.literal('silent-body'), body: bodyId, name: z.string() }),
  z.strictObject({
    kind: z.literal('no-evidence'),
    unit: unitId,
    name: z.string(),
    items: z.readonly(z.array(itemCode)),
  }),
  /** From one rank to another since last year, by so many points. */
  z.strictObject({
    kind: z.literal('swing'),
    unit: unitId,
    name: z.string(),
    from: z.int(),
    to: z.int(),
    gained: z.string(),
  }),
]);

const dryRunView = z.strictObject({
  dryRun: summary,
  /** The dry run before it, which the units are held against. */
  before: z.nullable(summary),
  units: z.array(unitChange),
  warnings: z.array(warning),
});

/** What the report would say, and what a signer looks at. */
export const dryRunRoutes = {
  makeDryRun: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/dry-runs',
    status: 201,
    audience: ['county-admin'],
    repeatable: 'key',
    summary: {
      zh: '试算：按今天的数据，报告会怎么写（不公布）',
      en: 'A dry run: what the report would say today; never published',
    },
    params: inCycle,
    query: nothing,
    body: nothing,
    output: dryRunView,
    refusals: ['cycle-unknown', 'dry-run-too-large', 'inputs-do-not-fit', 'idempotency-key-reused'],
  }),
  listDryRuns: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/dry-runs',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '历次试算', en: 'The dry runs of a year' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(summary) }),
    refusals: ['cycle-unknown'],
  }),
  getDryRun: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/dry-runs/{dryRun}',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '一次试算，与上一次对比', en: 'One dry run beside the one before' },
    params: z.extend(inCycle, { dryRun: recordId }),
    query: nothing,
    body: noBody,
    output: dryRunView,
    refusals: ['dry-run-unknown'],
  }),
  getSignOffSheet: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/runs/{run}/sign-off-sheet',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: {
      zh: '签发前看什么：与上年、与试算的差别和提示',
      en: 'Before signing: differences from last year and from the dry run, and warnings',
    },
    params: z.extend(inCycle, { run: runId }),
    query: nothing,
    body: noBody,
    output: z.strictObject({
      sinceLastYear: z.nullable(z.array(unitChange)),
      sinceDryRun: z.nullable(z.strictObject({ at: instant, units: z.array(unitChange) })),
      warnings: z.array(warning),
    }),
    refusals: ['run-unknown', 'run-wrong-state'],
  }),
} as const;
