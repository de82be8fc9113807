import * as z from 'zod/mini';
import { bodyId, cycleId, longText, paragraph } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';
import { handInView } from './assessment-views.ts';

const ofBody = z.strictObject({ cycle: cycleId, body: bodyId });

/** The hand-in of a lead body. */
export const handInRoutes = {
  handIn: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/hand-in',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: { zh: '报送本年度评分，表示已办结', en: 'Hand in for the year: this body is done' },
    params: ofBody,
    query: nothing,
    body: z.strictObject({ note: z.nullable(paragraph), workReport: z._default(z.nullable(longText), null) }),
    output: handInView,
    refusals: ['not-your-body', 'body-unknown', 'hand-in-wrong-state', 'deductions-open', 'frozen'],
  }),
  handInForBody: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/hand-in-on-behalf',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '县政府办代牵头部门报送', en: 'Hand in for a body that does not' },
    params: ofBody,
    query: nothing,
    body: z.strictObject({ reason: paragraph }),
    output: handInView,
    refusals: ['body-unknown', 'frozen', 'changed-meanwhile'],
  }),
  getHandIn: defineRoute({
    area: 'lead-body',
    method: 'GET',
    path: '/api/cycles/{cycle}/bodies/{body}/hand-in',
    status: 200,
    audience: ['lead-body', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '报送情况', en: 'Whether a body has handed in' },
    params: ofBody,
    query: nothing,
    body: noBody,
    output: handInView,
    refusals: ['body-unknown'],
  }),
} as const;
