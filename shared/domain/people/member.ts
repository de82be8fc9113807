import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { bodyId, cycleId, day, itemCode, line, unitId } from '../values.ts';

/**
 * What a member may do, and for whom. A token says who somebody is; this record says what they may do.
 * - unit-staff: keeps one unit's register and evidence
 * - unit-leader: signs what one unit hands in: confirms its year; reads what its staff reads
 * - reviewer: accepts or returns evidence and gives points, for the items named (all when empty)
 * - lead-body: acts for one lead body (deductions) or for the portal office (portal points)
 * - county-admin: runs the year; records city deductions and incidents
 * - signer: signs the report off
 * - auditor: reads for the city's inspectors and changes nothing, until the end of a day, in the cycles and the units named (all
 *   when empty); who audits holds no other role
 */
export const role = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('unit-staff'), unit: unitId }),
  z.strictObject({ role: z.literal('reviewer'), items: z.array(itemCode) }),
  z.strictObject({ role: z.literal('lead-body'), body: bodyId }),
  z.strictObject({ role: z.literal('county-admin') }),
  z.strictObject({ role: z.literal('signer') }),
  z.strictObject({ role: z.literal('unit-leader'), unit: unitId }),
  z.strictObject({
    role: z.literal('auditor'),
    /** The last day, in Asia/Shanghai and in real time: a rehearsal's date gives nobody rights. */
    until: day,
    cycles: z.array(cycleId).check(z.maxLength(50)),
    units: z.array(unitId).check(z.maxLength(500)),
  }),
]);

export type Role = z.infer<typeof role>;
export const roleNames = [
  'unit-staff',
  'unit-leader',
  'reviewer',
  'lead-body',
  'county-admin',
  'signer',
  'auditor',
] as const;
export type RoleName = (typeof roleNames)[number];

/** Everything that somebody may do. Who looks on for the city does nothing else. */
export const rolesHeld = z.array(role).check(
  z.minLength(1),
  z.refine((held) => held.length === 1 || held.every(({ role: name }) => name !== 'auditor'), {
    error: '督查员不能兼任其他角色 / an auditor holds no other role',
  }),
);

export const member = z.strictObject({
  /** The `sub` claim of the sign-in service. */
  subject: z.string().check(z.minLength(1), z.maxLength(128)),
  displayName: line,
  /** The unit where this person works, when it is one of the evaluated units; recusal rests on it. */
  homeUnit: z.nullable(unitId),
  /** Units that have become the home unit by a reform: what they did in earlier years is not this person's to judge either. */
  formerUnits: z._default(z.array(unitId), []),
  roles: rolesHeld,
  /** `removed`: no member any more; the record stays, since what they did names them. */
  status: z.enum(['active', 'suspended', 'removed']),
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

/** @throws Refusal `not-your-unit` unless the member signs for that unit. */
export function requireUnitLeader(member: Member, unit: string): void {
  if (!member.roles.some((held) => held.role === 'unit-leader' && held.unit === unit)) {
    throw refuse.forbidden('not-your-unit', { unit });
  }
}

/** Whether a role is of that unit: its staff, and who signs for it. */
export function isOfUnit(held: Role, unit: string): boolean {
  return (held.role === 'unit-staff' || held.role === 'unit-leader') && held.unit === unit;
}

/**
 * Who may read what a unit has handed in: its own staff and leader, reviewers, admins and signers; a lead body reads all units of
 * its field, an auditor those of their scope.
 */
export function requireUnitReader(member: Member, unit: string): void {
  const reads = member.roles.some((held) => {
    switch (held.role) {
      case 'unit-staff':
      case 'unit-leader':
        return held.unit === unit;
      case 'auditor':
        return held.units.length === 0 || held.units.includes(unit);
      default:
        return true;
    }
  });
  if (!reads) throw refuse.forbidden('not-your-unit', { unit });
}

/** @throws Refusal `not-your-body` unless the member acts for that body. */
export function requireBody(member: Member, body: string): void {
  if (!member.roles.some((held) => held.role === 'lead-body' && held.body === body)) {
    throw refuse.forbidden('not-your-body', { body });
  }
}

/** Who may read what a body records: who acts for it, the county office, and auditors. @throws Refusal `not-your-body` */
export function requireBodyReader(member: Member, body: string): void {
  const office: readonly RoleName[] = ['county-admin', 'signer', 'auditor'];
  if (!office.some((name) => holds(member, name))) requireBody(member, body);
}

/**
 * Nobody judges their own unit: review, deduct, confirm or sign alone.
 * @throws Refusal `recused` when the unit is the member's own.
 */
export function requireNotOwnUnit(member: Member, unit: string): void {
  if (isRecused(member, unit)) throw refuse.forbidden('recused', { unit });
}

/** Whether a unit is, or was before a reform, the member's own. */
export function isRecused(member: Member, unit: string): boolean {
  return member.homeUnit === unit || member.formerUnits.includes(unit);
}

/** @throws Refusal `role-needed` unless the member reviews that item. */
export function requireReviewer(member: Member, item: string): void {
  if (!reviews(member, item)) throw refuse.forbidden('role-needed', { role: 'reviewer', item });
}

/** Whether a member reviews an item. */
export function reviews(member: Member, item: string): boolean {
  return member.roles.some(
    (held) => held.role === 'reviewer' && (held.items.length === 0 || held.items.includes(item)),
  );
}

/**
 * Somebody after a reform of units: who keeps a unit's books, or signs for it, does so for what has become of it too, beside the
 * old one, which may still be asked for; and belongs to the unit that theirs has become.
 * @param successors by the number of this year, those of the next
 * @returns the very same member where nothing changes
 */
export function follow(member: Member, successors: ReadonlyMap<string, readonly string[]>): Member {
  const added = [...follows('unit-staff', member, successors), ...follows('unit-leader', member, successors)];
  const after = member.homeUnit === null ? [] : (successors.get(member.homeUnit) ?? []);
  const [onlyOne] = after;
  const moves = member.homeUnit !== null && after.length === 1 && onlyOne !== member.homeUnit;
  if (added.length === 0 && !moves) return member;
  return {
    ...member,
    roles: [...member.roles, ...added],
    ...(moves && onlyOne !== undefined && member.homeUnit !== null
      ? { homeUnit: onlyOne, formerUnits: [...member.formerUnits, member.homeUnit] }
      : {}),
  };
}

/** A role at what has become of the units where it is held, where it is not held yet. */
function follows(
  name: 'unit-staff' | 'unit-leader',
  member: Member,
  successors: ReadonlyMap<string, readonly string[]>,
): Role[] {
  const held = new Set(member.roles.flatMap((each) => (each.role === name ? [each.unit] : [])));
  const after = new Set([...held].flatMap((unit) => successors.get(unit) ?? []));
  return [...after].filter((unit) => !held.has(unit)).map((unit) => ({ role: name, unit }));
}
