import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import type { Scheme } from '../rubric/rubric.ts';
import { cycleId, day, line, paragraph, recordId, unitId } from '../values.ts';
import { twoPersons } from './two-persons.ts';

/**
 * An incident that a rubric's effects go by. In 2018 (annex 2, notes): `leak`, a leak of secrets (失泄密), and
 * `lawsuit-lost`, a lawsuit over a request for information that was lost with a final judgment.
 */
export const incidentKind = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));

/** What an admin says of an incident. */
export const incidentEntry = z.strictObject({
  unit: unitId,
  kind: incidentKind,
  reason: paragraph,
  /** The decision's or the final judgment's document number. */
  document: line,
  decidedOn: day,
});

/** Decided by one admin, effective once another has confirmed it, and revocable only in the same way. */
export const incident = z.extend(incidentEntry, { cycle: cycleId, id: recordId, decision: twoPersons });
export type Incident = z.infer<typeof incident>;

/** @throws Refusal `unknown-kind` for an incident of which none of the unit's rules says anything. */
export function requireIncidentOf(scheme: Pick<Scheme, 'effects'>, kind: string): void {
  const known = scheme.effects.some((effect) =>
    effect.when.some((each) => each.kind === 'incident' && each.incident === kind),
  );
  if (!known) throw refuse.invalid('unknown-kind', { kind });
}
