import * as z from 'zod/mini';
import { instant, line, recordId, unitId } from '../values.ts';
import { rolesHeld } from './member.ts';

const subject = z.string().check(z.minLength(1), z.maxLength(128));
const base = {
  /** The member's name in addresses. */
  member: recordId,
  /** The version of the member that it rests on: whatever has changed them since, the proposal is over. */
  version: z.int().check(z.minimum(1)),
  displayName: line,
  homeUnit: z.nullable(unitId),
  roles: rolesHeld,
  proposedBy: subject,
  proposedAt: instant,
};

/** A change of a member that takes two admins (four-eyes.ts): proposed by one, and made when another confirms it. */
export const memberChange = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('proposed') }),
  z.strictObject({ ...base, status: z.literal('confirmed'), confirmedBy: subject, confirmedAt: instant }),
]);
export type MemberChange = z.infer<typeof memberChange>;
