import * as z from 'zod/mini';
import { confirmationStates, unitConfirmation } from '../domain/assessment/unit-confirmation.ts';
import { cycleId, instant, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inUnit = z.strictObject({ cycle: cycleId, unit: unitId });
const figures = z.pick(unitConfirmation, { rows: true, pieces: true });

const unitConfirmationView = z.strictObject({
  state: z.enum(confirmationStates),
  /** What the unit has handed in and stands by now; its hash is what the leader confirms. */
  now: z.extend(figures, { contentSha256: unitConfirmation.shape.contentSha256 }),
  /** What was confirmed last; null when nothing ever was. `by` is a name, told to the unit, the county office and auditors. */
  confirmed: z.nullable(
    z.extend(figures, { at: instant, by: z.nullable(z.string()), note: unitConfirmation.shape.note }),
  ),
});
export type UnitConfirmationView = z.infer<typeof unitConfirmationView>;

/** The signature of a unit's leader under the unit's year. */
export const confirmationRoutes = {
  getUnitConfirmation: defineRoute({
    area: 'register',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/confirmation',
    status: 200,
    audience: ['unit-staff', 'reviewer', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '本单位确认情况', en: 'Whether the unit’s leader has confirmed its year' },
    params: inUnit,
    query: nothing,
    body: noBody,
    output: unitConfirmationView,
    refusals: ['not-your-unit', 'unit-unknown'],
  }),
  confirmUnitYear: defineRoute({
    area: 'register',
    method: 'PUT',
    path: '/api/cycles/{cycle}/units/{unit}/confirmation',
    status: 200,
    audience: ['unit-leader'],
    repeatable: 'state',
    summary: {
      zh: '单位负责人确认本单位全年台账和佐证材料完整、属实',
      en: 'The leader confirms that the unit’s register and evidence are complete and true',
    },
    params: inUnit,
    query: nothing,
    body: z.strictObject({
      /** Of the year as the leader has read it, from `getUnitConfirmation`. */
      contentSha256: unitConfirmation.shape.contentSha256,
      note: z._default(unitConfirmation.shape.note, null),
    }),
    output: unitConfirmationView,
    refusals: ['not-your-unit', 'unit-unknown', 'year-changed', 'frozen', 'changed-meanwhile'],
  }),
} as const;
