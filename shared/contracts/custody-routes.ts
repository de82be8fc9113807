import * as z from 'zod';
import { cycleId, instant, sha256Hex } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

/** Handing a year's record on. */
export const custodyRoutes = {
  makeCustodyPackage: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/custody-package',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: {
      zh: '打包一年的全部记录，供市里归档：报告、过程、决定、佐证清单、审计链和核验程序',
      en: 'Packs a year’s whole record for the city: report, run, decisions, list of evidence, audit chains, and the program that checks them',
    },
    params: z.strictObject({ cycle: cycleId }),
    query: nothing,
    body: noBody,
    output: z.strictObject({
      url: z.url(),
      expiresAt: instant,
      revision: z.int(),
      files: z.int(),
      /** In bytes. */
      size: z.int(),
      sha256: sha256Hex,
    }),
    refusals: [
      'cycle-unknown',
      'nothing-published',
      'report-withdrawn',
      'report-without-manifest',
      'package-too-large',
    ],
  }),
} as const;
