import * as z from 'zod/mini';
import { bodyId, cycleId, itemCode, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

/** Who may do what about whom. */
export const peopleRoutes = {
  listWhoMay: defineRoute({
    area: 'cycle',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/who-may',
    status: 200,
    audience: ['reviewer', 'lead-body', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: {
      zh: '按回避规定，谁可以办理涉及这个单位的事',
      en: 'Who may act about this unit, by the rule of recusal',
    },
    params: z.strictObject({ cycle: cycleId, unit: unitId }),
    query: nothing,
    body: noBody,
    output: z.strictObject({
      acts: z.array(
        z.strictObject({
          act: z.enum(['review', 'deduct', 'decide', 'sign']),
          /** For `deduct`, whose deductions. */
          body: z.nullable(bodyId),
          people: z.array(
            z.strictObject({
              name: z.string(),
              /** For `review`: the items; all when empty. */
              items: z.array(itemCode),
            }),
          ),
        }),
      ),
    }),
    refusals: ['unit-unknown'],
  }),
} as const;
