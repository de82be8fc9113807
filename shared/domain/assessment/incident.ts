import { z } from 'zod';
import { refuse } from '../errors.ts';
import type { Scheme } from '../rubric/rubric.ts';
import { cycleId, day, instant, line, paragraph, recordId, unitId } from '../values.ts';

/**
 * An incident that a rubric's effects go by. In 2018 (annex 2, notes): `leak`, a leak of secrets (失泄密), and
 * `lawsuit-lost`, a lawsuit over a request for information that was lost with a final judgment.
 */
export const incidentKind = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

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

/** @throws Refusal `unknown-kind` for an incident of which none of the unit's rules says anything. */
export function requireIncidentOf(scheme: Pick<Scheme, 'effects'>, kind: string): void {
  const known = scheme.effects.some((effect) =>
    effect.when.some((each) => each.kind === 'incident' && each.incident === kind),
  );
  if (!known) throw refuse.invalid('unknown-kind', { kind });
}
