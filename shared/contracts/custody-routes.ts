import * as z from 'zod/mini';
import { bilingual, cycleId, instant, recordId, sha256Hex } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });

/** A package as those who may fetch it see it. */
const view = z.strictObject({
  id: recordId,
  revision: z.int(),
  evidenceFiles: z.boolean(),
  at: instant,
  state: z.discriminatedUnion('status', [
    /** `total` is 0 while it is not known. `stalled`: nothing has moved for long; it is asked for anew. */
    z.strictObject({
      status: z.literal('making'),
      done: z.int(),
      total: z.int(),
      stalled: z.boolean(),
    }),
    z.strictObject({
      status: z.literal('ready'),
      files: z.int(),
      /** In bytes. */
      size: z.int(),
      sha256: sha256Hex,
      expiresAt: instant,
    }),
    /** It lay there for its days, and is removed. */
    z.strictObject({ status: z.literal('expired'), sha256: sha256Hex }),
    z.strictObject({ status: z.literal('failed'), message: bilingual }),
  ]),
});
export type CustodyPackageView = z.input<typeof view>;

/** Handing a year's record on: asked for, made in the background, fetched by a link. */
export const custodyRoutes = {
  requestCustodyPackage: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/custody-packages',
    status: 202,
    audience: ['county-admin', 'auditor'],
    takesOut: true,
    repeatable: 'key',
    summary: {
      zh: '打包一年的全部记录，供市里核查归档：报告、过程、决定、佐证、审计链及其签名和核验程序；在后台进行',
      en: 'Asks for a year’s whole record for the city: report, run, decisions, evidence, audit chains with their signed heads, and the program that checks them; it is made in the background',
    },
    params: inCycle,
    query: nothing,
    body: z.strictObject({ evidenceFiles: z.boolean() }),
    output: view,
    refusals: [
      'cycle-unknown',
      'nothing-published',
      'report-withdrawn',
      'report-without-manifest',
      'package-too-large',
      'idempotency-key-reused',
    ],
  }),
  listCustodyPackages: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/custody-packages',
    status: 200,
    audience: ['county-admin', 'auditor'],
    repeatable: 'read',
    summary: {
      zh: '一年的归档材料包，最新的在前，以及做到哪里了',
      en: 'A year’s packages, the newest first, and how far each is',
    },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(view) }),
    refusals: ['cycle-unknown'],
  }),
  linkCustodyPackage: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/custody-packages/{package}/link',
    status: 200,
    audience: ['county-admin', 'auditor'],
    takesOut: true,
    repeatable: 'key',
    summary: {
      zh: '下载归档材料包的链接，几分钟有效；由谁取走会记录下来',
      en: 'A link to a package, good for minutes; that it was handed out is written down',
    },
    params: z.extend(inCycle, { package: recordId }),
    query: nothing,
    body: noBody,
    output: z.strictObject({ url: z.url(), expiresAt: instant, sha256: sha256Hex }),
    refusals: ['package-unknown', 'package-not-ready', 'package-expired', 'idempotency-key-reused'],
  }),
} as const;
