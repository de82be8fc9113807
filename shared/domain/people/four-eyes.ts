import { refuse } from '../errors.ts';
import type { Instant } from '../values.ts';
import { holds, type Member, type Role, type RoleName } from './member.ts';

/** What takes two admins to be given: who runs the year, and who signs its report. */
const weighty = ['county-admin', 'signer'] as const satisfies readonly RoleName[];

const has = (roles: readonly Role[], name: RoleName) => roles.some((held) => held.role === name);

/**
 * Whether a second admin has to confirm what somebody is to be: when they are to run the year or to sign and did not before, and when
 * they are to run it no more (else one admin could be alone by taking it from the other).
 * @param before what they are now; nothing for who is invited
 */
export function needsSecondAdmin(before: readonly Role[], after: readonly Role[]): boolean {
  const isGiven = weighty.some((name) => has(after, name) && !has(before, name));
  return isGiven || (has(before, 'county-admin') && !has(after, 'county-admin'));
}

/**
 * The first step of a new installation: its one admin lets in a second, alone, because there is nobody to confirm it. It holds once, and
 * never again: not while anybody else is on record as an admin, suspended or removed ones among them, nor while a second is invited.
 * @param invited roles of invitations that are open, wait to be confirmed or were taken up
 */
export function isFirstStep(
  by: Member,
  after: readonly Role[],
  members: readonly Member[],
  invited: readonly (readonly Role[])[],
): boolean {
  const isAlone = !members.some((each) => each.subject !== by.subject && holds(each, 'county-admin'));
  const asksForOne = has(after, 'county-admin') && !has(after, 'signer');
  return isAlone && asksForOne && !invited.some((roles) => has(roles, 'county-admin'));
}

/** @throws Refusal `second-person-needed` for the one who proposed it */
export function requireSecondAdmin(by: Member, proposedBy: string): void {
  if (by.subject === proposedBy) throw refuse.forbidden('second-person-needed');
}

/** Days in which a proposed change of a member is to be confirmed. */
const daysProposed = 7;

/** Whether a proposed change still waits. */
export function isProposed(
  of: Readonly<{ status: 'proposed' | 'confirmed'; proposedAt: Instant }>,
  now: Instant,
): boolean {
  return of.status === 'proposed' && Date.parse(now) < Date.parse(of.proposedAt) + daysProposed * 86_400_000;
}
