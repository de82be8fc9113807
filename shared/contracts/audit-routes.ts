import * as z from 'zod/mini';
import { trailAreaNames } from '../domain/audit/audited-records.ts';
import { bodyId, cycleId, day, sha256Hex, unitId } from '../domain/values.ts';
import { auditEntryView } from './audit-views.ts';
import { defineRoute, noBody, pageOf, pageQuery } from './route.ts';
import { downloadLink } from './evidence-views.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const audience = ['county-admin'] as const;
const page = {
  ...pageQuery.shape,
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
};

/** Which entries are wanted; what is left out is not asked about. Days are of Asia/Shanghai, both included. */
export const trailFilter = z.strictObject({
  /** `installation`: what belongs to no year, such as who may do what. */
  of: z._default(z.enum(['cycle', 'installation']), 'cycle'),
  area: z.optional(z.enum(trailAreaNames)),
  unit: z.optional(unitId),
  body: z.optional(bodyId),
  actor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  kind: z.optional(z.string().check(z.regex(/^[a-z.-]{3,60}$/))),
  from: z.optional(day),
  to: z.optional(day),
});
export type TrailFilter = z.output<typeof trailFilter>;

/** The trail of a year: who did what, when, from where. */
export const auditRoutes = {
  listAuditTrail: defineRoute({
    area: 'audit',
    method: 'GET',
    path: '/api/cycles/{cycle}/audit',
    status: 200,
    audience,
    repeatable: 'read',
    summary: {
      zh: '操作记录：谁在何时、从何处做了什么，最新的在前',
      en: 'The audit trail: who did what, when and from where, the newest first',
    },
    params: inCycle,
    /** A page may hold fewer than asked for, or none, and still name a next one: a look goes so far and no further. */
    query: z.extend(trailFilter, page),
    body: noBody,
    output: pageOf(auditEntryView),
    refusals: ['cycle-unknown', 'outside-audit'],
  }),
  listUnitAuditTrail: defineRoute({
    area: 'audit',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/audit',
    status: 200,
    audience,
    repeatable: 'read',
    summary: { zh: '一个单位的操作记录', en: 'The audit trail of one unit' },
    params: z.extend(inCycle, { unit: unitId }),
    query: z.extend(z.omit(trailFilter, { of: true, unit: true, body: true }), page),
    body: noBody,
    output: pageOf(auditEntryView),
    refusals: ['cycle-unknown', 'unit-unknown'],
  }),
  exportAuditTrail: defineRoute({
    area: 'audit',
    /** A read, which auditors may do; that it was exported goes on record each time. */
    method: 'GET',
    path: '/api/cycles/{cycle}/audit/export',
    status: 200,
    audience,
    repeatable: 'read',
    summary: {
      zh: '导出操作记录（表格 CSV，或可供独立核验的 JSON 行），导出会留痕',
      en: 'Export the trail as CSV, or as JSON lines that anybody can verify; that it was done is recorded',
    },
    params: inCycle,
    query: z.extend(trailFilter, { format: z.enum(['csv', 'jsonl']) }),
    body: noBody,
    output: downloadLink,
    refusals: ['cycle-unknown', 'outside-audit', 'trail-too-long'],
  }),
  exportAuditHeads: defineRoute({
    area: 'audit',
    method: 'GET',
    path: '/api/cycles/{cycle}/audit/heads',
    status: 200,
    audience,
    repeatable: 'read',
    summary: {
      zh: '导出已签名的操作记录指纹和公钥，供独立核验',
      en: 'Export the signed heads of the trail and the public key, by which anybody can verify an export',
    },
    params: inCycle,
    query: z.pick(trailFilter, { of: true }),
    body: noBody,
    output: z.strictObject({
      /** One signed set to a line; see docs/data-model.md. */
      heads: downloadLink,
      publicKey: z.strictObject({
        /** The SHA-256 of the key: compare it with the one you were told by another way. */
        keyId: sha256Hex,
        /** The file that the checking program takes. */
        pem: z.string(),
      }),
    }),
    refusals: ['cycle-unknown', 'outside-audit'],
  }),
} as const;
