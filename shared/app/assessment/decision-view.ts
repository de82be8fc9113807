import type * as z from 'zod/mini';
import type { decisionView as view } from '../../contracts/assessment-views.ts';
import { mayConfirm, type TwoPersons } from '../../domain/assessment/two-persons.ts';
import type { Member } from '../../domain/people/member.ts';

/** How far a decision is, without names, and whether this member may take its next confirming. */
export function decisionView(of: TwoPersons, member: Member, unit: string | null): z.infer<typeof view> {
  const revocation =
    of.status === 'revoking' || of.status === 'revoked'
      ? {
          reason: of.revocation.reason,
          document: of.revocation.document,
          askedAt: of.revocation.asked.at,
          confirmedAt: of.status === 'revoked' ? of.revoked.at : null,
        }
      : null;
  return {
    status: of.status,
    statedAt: of.stated.at,
    confirmedAt: of.status === 'stated' ? null : of.confirmed.at,
    revocation,
    // Nobody judges what hits their own unit.
    mayConfirm: mayConfirm(of, member.subject) && (unit === null || member.homeUnit !== unit),
  };
}
