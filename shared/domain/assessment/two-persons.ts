import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { instant, line, paragraph } from '../values.ts';

/**
 * A decision that takes two persons, to make and to unmake: one states it and another confirms it; one asks that it be
 * revoked and another confirms that. Between, the last confirmed state holds.
 */

/** Who did it, and when. */
const signed = z.strictObject({ by: z.string().check(z.minLength(1)), at: instant });
export type Signed = z.infer<typeof signed>;

/** Why a decision should be revoked, and by which document. */
export const revocationReason = z.strictObject({ reason: paragraph, document: line });
export type RevocationReason = z.infer<typeof revocationReason>;

const revocation = z.extend(revocationReason, { asked: signed });

export const twoPersons = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('stated'), stated: signed }),
  z.strictObject({ status: z.literal('confirmed'), stated: signed, confirmed: signed }),
  z.strictObject({ status: z.literal('revoking'), stated: signed, confirmed: signed, revocation }),
  z.strictObject({
    status: z.literal('revoked'),
    stated: signed,
    confirmed: signed,
    revocation,
    revoked: signed,
  }),
]);
export type TwoPersons = z.infer<typeof twoPersons>;
export type TwoPersonsStatus = TwoPersons['status'];
export const twoPersonsStatuses = ['stated', 'confirmed', 'revoking', 'revoked'] as const;

type WrongState = Parameters<typeof refuse.wrongState>[0];

/** Whether the decision holds: confirmed, and not yet revoked by a second person. */
export function isInForce(of: TwoPersons): boolean {
  return of.status === 'confirmed' || of.status === 'revoking';
}

/** Whether this person may do the next confirming: another than who stated, or asked for the revocation. */
export function mayConfirm(of: TwoPersons, by: string): boolean {
  if (of.status === 'stated') return of.stated.by !== by;
  return of.status === 'revoking' && of.revocation.asked.by !== by;
}

/** @throws Refusal of the given code in any other state; `second-person-needed` for the one who stated it */
export function confirm(of: TwoPersons, by: Signed, wrongState: WrongState): TwoPersons {
  if (of.status !== 'stated') throw refuse.wrongState(wrongState, { status: of.status });
  if (of.stated.by === by.by) throw refuse.forbidden('second-person-needed');
  return { status: 'confirmed', stated: of.stated, confirmed: by };
}

/** Asks that a confirmed decision be revoked. @throws Refusal of the given code in any other state */
export function askRevocation(
  of: TwoPersons,
  why: RevocationReason,
  by: Signed,
  wrongState: WrongState,
): TwoPersons {
  if (of.status !== 'confirmed') throw refuse.wrongState(wrongState, { status: of.status });
  return { ...of, status: 'revoking', revocation: { ...why, asked: by } };
}

/** @throws Refusal of the given code in any other state; `second-person-needed` for the one who asked */
export function confirmRevocation(of: TwoPersons, by: Signed, wrongState: WrongState): TwoPersons {
  if (of.status !== 'revoking') throw refuse.wrongState(wrongState, { status: of.status });
  if (of.revocation.asked.by === by.by) throw refuse.forbidden('second-person-needed');
  return { ...of, status: 'revoked', revoked: by };
}
