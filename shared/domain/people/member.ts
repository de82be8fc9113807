import { z } from 'zod';
import { refuse } from '../errors.ts';
import { bodyId, itemCode, line, unitId } from '../values.ts';

/**
 * What a member may do, and for whom. A token says who somebody is; this record says what they may do.
 * - unit-staff: keeps one unit's register and evidence
 * - reviewer: accepts or returns evidence and gives points, for the items named (all when empty)
 * - lead-body: acts for one lead body (deductions) or for the portal office (portal points)
 * - county-admin: runs the year; records city deductions and incidents
 * - signer: signs the report off
 */
export const role = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('unit-staff'), unit: unitId }),
  z.strictObject({ role: z.literal('reviewer'), items: z.array(itemCode) }),
  z.strictObject({ role: z.literal('lead-body'), body: bodyId }),
  z.strictObject({ role: z.literal('county-admin') }),
  z.strictObject({ role: z.literal('signer') }),
]);

export type Role = z.infer<typeof role>;
export const roleNames = ['unit-staff', 'reviewer', 'lead-body', 'county-admin', 'signer'] as const;
export type RoleName = (typeof roleNames)[number];

export const member = z.strictObject({
  /** The `sub` claim of the sign-in service. */
  subject: z.string().min(1).max(128),
  displayName: line,
  /** The unit where this person works, when it is one of the evaluated units; recusal rests on it. */
  homeUnit: unitId.nullable(),
  /** Units that have become the home unit by a reform: what they did in earlier years is not this person's to judge either. */
  formerUnits: z.array(unitId).default([]),
  roles: z.array(role).min(1),
  status: z.enum(['active', 'suspended']),
});

export type Member = z.infer<typeof member>;

/** Whether a member holds a role at all, for whatever scope. */
export function holds(member: Member, name: RoleName): boolean {
  return member.roles.some((held) => held.role === name);
}

/** @throws Refusal `not-your-unit` unless the member is that unit's staff. */
export function requireUnitStaff(member: Member, unit: string): void {
  if (!member.roles.some((held) => held.role === 'unit-staff' && held.unit === unit)) {
    throw refuse.forbidden('not-your-unit', { unit });
  }
}

/** Who may read what a unit has handed in: its own staff, reviewers, admins and signers; a lead body reads all units of its field. */
export function requireUnitReader(member: Member, unit: string): void {
  const reads = member.roles.some((held) => held.role !== 'unit-staff' || held.unit === unit);
  if (!reads) throw refuse.forbidden('not-your-unit', { unit });
}

/** @throws Refusal `not-your-body` unless the member acts for that body. */
export function requireBody(member: Member, body: string): void {
  if (!member.roles.some((held) => held.role === 'lead-body' && held.body === body)) {
    throw refuse.forbidden('not-your-body', { body });
  }
}

/**
 * Nobody judges their own unit: review, deduct, confirm or sign alone.
 * @throws Refusal `recused` when the unit is the member's own.
 */
export function requireNotOwnUnit(member: Member, unit: string): void {
  if (member.homeUnit === unit || member.formerUnits.includes(unit))
    throw refuse.forbidden('recused', { unit });
}

/** @throws Refusal `role-needed` unless the member reviews that item. */
export function requireReviewer(member: Member, item: string): void {
  const reviews = member.roles.some(
    (held) => held.role === 'reviewer' && (held.items.length === 0 || held.items.includes(item)),
  );
  if (!reviews) throw refuse.forbidden('role-needed', { role: 'reviewer', item });
}

/**
 * Somebody after a reform of units: who keeps a unit's books keeps those of what has become of it too, beside the old ones, which
 * may still be asked for; and belongs to the unit that theirs has become.
 * @param successors by the number of this year, those of the next
 * @returns the very same member where nothing changes
 */
export function follow(member: Member, successors: ReadonlyMap<string, readonly string[]>): Member {
  const staffOf = new Set(member.roles.flatMap((held) => (held.role === 'unit-staff' ? [held.unit] : [])));
  const added = [...staffOf]
    .flatMap((unit) => successors.get(unit) ?? [])
    .filter((unit) => !staffOf.has(unit));
  const after = member.homeUnit === null ? [] : (successors.get(member.homeUnit) ?? []);
  const [onlyOne] = after;
  const moves = member.homeUnit !== null && after.length === 1 && onlyOne !== member.homeUnit;
  if (added.length === 0 && !moves) return member;
  return {
    ...member,
    roles: [...member.roles, ...added.map((unit): Role => ({ role: 'unit-staff', unit }))],
    ...(moves && onlyOne !== undefined && member.homeUnit !== null
      ? { homeUnit: onlyOne, formerUnits: [...member.formerUnits, member.homeUnit] }
      : {}),
  };
}
