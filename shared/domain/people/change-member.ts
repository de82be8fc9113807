import { refuse } from '../errors.ts';
import { holds, type Member, type Role } from './member.ts';

/** What an admin does about a member's standing. */
export const standingChanges = {
  suspend: { from: ['active'], to: 'suspended' },
  restore: { from: ['suspended'], to: 'active' },
  remove: { from: ['active', 'suspended'], to: 'removed' },
} as const satisfies Readonly<Record<string, { from: readonly Member['status'][]; to: Member['status'] }>>;
export type StandingChange = keyof typeof standingChanges;

/**
 * A member after a change of their standing.
 * @throws Refusal `member-wrong-state`
 */
export function changeStanding(of: Member, change: StandingChange): Member {
  const { from, to } = standingChanges[change];
  const allowed: readonly Member['status'][] = from;
  if (!allowed.includes(of.status))
    throw refuse.wrongState('member-wrong-state', { status: of.status, allowed: allowed.join(', ') });
  return { ...of, status: to };
}

/**
 * Whether an admin may make a change. Nobody changes what they may do themselves, neither up nor down, and somebody is always
 * left who can let others in.
 * @param all every member, with `before` among them
 * @throws Refusal `last-admin`, `own-membership`
 */
export function requireMayChange(by: Member, before: Member, after: Member, all: readonly Member[]): void {
  const left = all.some((each) => isActiveAdmin(each.subject === after.subject ? after : each));
  if (!left) throw refuse.wrongState('last-admin');
  if (by.subject === before.subject) throw refuse.forbidden('own-membership');
}

function isActiveAdmin(of: Member): boolean {
  return of.status === 'active' && holds(of, 'county-admin');
}

/** Roles in one line, for the audit trail: `unit-staff:002, reviewer:A1+A2`. */
export function rolesInWords(roles: readonly Role[]): string {
  return roles.map(roleInWords).sort().join(', ');
}

function roleInWords(of: Role): string {
  switch (of.role) {
    case 'unit-staff':
    case 'unit-leader':
      return `${of.role}:${of.unit}`;
    case 'lead-body':
      return `${of.role}:${of.body}`;
    case 'reviewer':
      return `${of.role}:${of.items.join('+') || 'all'}`;
    case 'auditor':
      return `${of.role}:${of.cycles.join('+') || 'all'}/${of.units.join('+') || 'all'} until ${of.until}`;
    case 'county-admin':
    case 'signer':
      return of.role;
  }
}
