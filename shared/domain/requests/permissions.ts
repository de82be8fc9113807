import { refuse } from '../errors.ts';
import { holds, isOfUnit, type Member } from '../people/member.ts';

/** Applicants' data is shown in full to the unit's own staff, and to nobody else, whatever their role. */
export function readsApplicants(member: Member, unit: string): boolean {
  return member.roles.some((held) => held.role === 'unit-staff' && held.unit === unit);
}

/**
 * Who may read a unit's requests: its own staff, and masked its leader, the county office's admins, reviewers and auditors. Lead
 * bodies and signers have no business with them.
 * @throws Refusal `not-your-unit`
 */
export function requireRequestReader(member: Member, unit: string): void {
  const ofUnit = member.roles.some((held) => isOfUnit(held, unit));
  if (ofUnit || holds(member, 'county-admin') || holds(member, 'reviewer') || holds(member, 'auditor'))
    return;
  throw refuse.forbidden('not-your-unit', { unit });
}
