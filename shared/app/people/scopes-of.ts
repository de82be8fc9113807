import type { Role } from '../../domain/people/member.ts';

/** The units that a role is for; none where it is for all or for none. */
export function unitsOf(held: Role): readonly string[] {
  if (held.role === 'auditor') return held.units;
  return held.role === 'unit-staff' || held.role === 'unit-leader' ? [held.unit] : [];
}

/** The body that a role is for, if for any. */
export function bodyOf(held: Role): readonly string[] {
  return held.role === 'lead-body' ? [held.body] : [];
}
