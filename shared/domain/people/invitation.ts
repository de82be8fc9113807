import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { instant, line, recordId, sha256Hex, unitId, type Instant } from '../values.ts';
import { rolesHeld } from './member.ts';

/** Days in which an invitation is to be taken up. */
const daysOpen = 7;

const base = {
  id: recordId,
  displayName: line,
  homeUnit: z.nullable(unitId),
  roles: rolesHeld,
  /** Of the one-time code, which is told once and kept nowhere. */
  codeSha256: sha256Hex,
  invitedAt: instant,
  invitedBy: z.string().check(z.minLength(1), z.maxLength(128)),
  expiresAt: instant,
};

/**
 * What somebody is to be once they have signed in and said the code. An issuer's subject is known only then, at any issuer, so the
 * code binds the two: whoever is invited gets it in person, and it holds once. Its life: (unconfirmed →) open →
 * accepted, or withdrawn. Unconfirmed is one that takes two admins (four-eyes.ts) until the second has confirmed it; its code lets nobody in.
 */
export const invitation = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('unconfirmed') }),
  z.strictObject({ ...base, status: z.literal('open') }),
  z.strictObject({
    ...base,
    status: z.literal('accepted'),
    acceptedAt: instant,
    /** The subject of the token by which the code was said. */
    acceptedBy: z.string().check(z.minLength(1), z.maxLength(128)),
  }),
  z.strictObject({ ...base, status: z.literal('withdrawn'), withdrawnAt: instant }),
]);
export type Invitation = z.infer<typeof invitation>;
/** One that is neither taken up nor withdrawn. */
export type LiveInvitation = Extract<Invitation, { status: 'open' | 'unconfirmed' }>;
export type OpenInvitation = Extract<Invitation, { status: 'open' }>;

/** When an invitation of this moment ends. */
export function invitationEnds(at: Instant): Instant {
  return new Date(Date.parse(at) + daysOpen * 86_400_000).toISOString();
}

/** @throws Refusal `invitation-over` when it was taken up, withdrawn or not used in time */
export function requireLive(of: Invitation, now: Instant): LiveInvitation {
  if ((of.status !== 'open' && of.status !== 'unconfirmed') || now >= of.expiresAt)
    throw refuse.wrongState('invitation-over');
  return of;
}

/** @throws Refusal `invitation-over` unless it is still to be taken up, `invitation-unconfirmed` while a second admin is waited for */
export function requireOpen(of: Invitation, now: Instant): OpenInvitation {
  const live = requireLive(of, now);
  if (live.status === 'unconfirmed') throw refuse.wrongState('invitation-unconfirmed');
  return live;
}

/** A code as people pass it on: 128 bits in four groups. @param secret random bytes in hexadecimal, 16 at least */
export function codeFrom(secret: string): string {
  return (secret.slice(0, 32).match(/.{8}/g) ?? []).join('-');
}

/** A code as it was told, however it was typed in. */
export function codeTyped(text: string): string {
  const letters = text.toLowerCase().replace(/[^0-9a-f]/g, '');
  return codeFrom(letters.padEnd(32, '0'));
}
