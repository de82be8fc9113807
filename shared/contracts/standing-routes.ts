import * as z from 'zod/mini';
import { unitClass } from '../domain/cycle/cycle.ts';
import { gapKinds } from '../domain/standing/standing-kinds.ts';
import { cycleId, day, itemCode, unitId } from '../domain/values.ts';
import { fileView } from './file-view.ts';
import { defineRoute, noBody, nothing, pageQuery } from './route.ts';
import { standingLine, unitStandingView } from './standing-views.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const inUnit = z.strictObject({ cycle: cycleId, unit: unitId });

/** Which units the county office asks for; what is left out leaves nobody out. */
export const standingFilter = z.strictObject({
  class: z.optional(unitClass),
  /** Units of which this is open. */
  gap: z.optional(z.enum(gapKinds)),
  /** Units that have done nothing to their records for so many days. */
  silent: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(366))),
  /** Units that could still get more for this item. */
  item: z.optional(itemCode),
});
export type StandingFilter = z.infer<typeof standingFilter>;

/** Where units stand during the year. */
export const standingRoutes = {
  getUnitStanding: defineRoute({
    area: 'standing',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/standing',
    status: 200,
    audience: ['unit-staff', 'reviewer', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: {
      zh: '单位现状：今天的得分及理由、缺什么、退回了什么、什么快到期',
      en: 'Where a unit stands today: points with reasons, what is missing, returned and due',
    },
    params: inUnit,
    query: nothing,
    body: noBody,
    output: unitStandingView,
    refusals: ['not-your-unit', 'unit-unknown', 'cycle-unknown'],
  }),
  listStandings: defineRoute({
    area: 'standing',
    method: 'GET',
    path: '/api/cycles/{cycle}/standings',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '各单位现状（可筛选）', en: 'Where all units stand today, filtered if wished' },
    params: inCycle,
    query: z.extend(pageQuery, standingFilter.shape),
    body: noBody,
    output: z.strictObject({
      asOf: day,
      items: z.array(standingLine),
      /** May be set on a page that is not full: a call looks at 200 units at the most. */
      next: z.nullable(z.string()),
    }),
    refusals: ['cycle-unknown', 'unknown-item'],
  }),
  getStandingsFile: defineRoute({
    area: 'standing',
    method: 'GET',
    path: '/api/cycles/{cycle}/standings/file',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '导出各单位现状（Excel）', en: 'Where all units stand today, as a workbook' },
    params: inCycle,
    query: standingFilter,
    body: noBody,
    output: fileView,
    refusals: ['cycle-unknown', 'unknown-item', 'too-many-units'],
  }),
} as const;
