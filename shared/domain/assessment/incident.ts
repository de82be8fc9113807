import { z } from 'zod';
import { refuse } from '../errors.ts';
import { cycleId, day, instant, line, paragraph, recordId, unitId } from '../values.ts';

/**
 * An incident that the notes of annex 2 punish: a leak of secrets (失泄密), or a lawsuit over a request for information
 * that was lost with a final judgment.
 */
export const incidentKind = z.enum(['leak', 'lawsuit-lost']);
export type IncidentKind = z.infer<typeof incidentKind>;

const decided = {
  cycle: cycleId,
  id: recordId,
  unit: unitId,
  kind: incidentKind,
  reason: paragraph,
  /** The decision's or the final judgment's document number. */
  document: line,
  decidedOn: day,
  decidedBy: z.string().min(1),
  decidedAt: instant,
};

/** Decided by one admin, effective once another has confirmed it. */
export const incident = z.discriminatedUnion('status', [
  z.strictObject({ ...decided, status: z.literal('decided') }),
  z.strictObject({
    ...decided,
    status: z.literal('confirmed'),
    confirmedBy: z.string().min(1),
    confirmedAt: instant,
  }),
]);
export type Incident = z.infer<typeof incident>;

/**
 * A second admin confirms.
 * @throws Refusal `second-person-needed` when it is the one who decided; `incident-wrong-state` when confirmed before
 */
export function confirmIncident(of: Incident, by: string, at: string): Incident {
  if (of.status !== 'decided') throw refuse.wrongState('incident-wrong-state', { status: of.status });
  if (of.decidedBy === by) throw refuse.forbidden('second-person-needed');
  return { ...of, status: 'confirmed', confirmedBy: by, confirmedAt: at };
}
