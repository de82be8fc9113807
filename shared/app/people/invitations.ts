import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { InvitationView } from '../../contracts/member-routes.ts';
import { refuse } from '../../domain/errors.ts';
import { rolesInWords } from '../../domain/people/change-member.ts';
import { isFirstStep, needsSecondAdmin, requireSecondAdmin } from '../../domain/people/four-eyes.ts';
import {
  codeFrom,
  codeTyped,
  invitationEnds,
  requireLive,
  requireOpen,
  type Invitation,
  type LiveInvitation,
} from '../../domain/people/invitation.ts';
import type { Member, Role } from '../../domain/people/member.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fingerprintOf, idFrom, sha256Hex } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, createOnce, replace } from '../writes.ts';
import { requireScopes } from './require-scopes.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;

/** All invitations, the newest first. */
export function listInvitations({ store, clock }: Deps): UseCase<'listInvitations'> {
  return async ({ member: by }) => {
    const now = await clock.now();
    const all = (await store.all(collections.invitations, {})).map(({ value }) =>
      invitationView(value, now, by),
    );
    return { items: all.sort((left, right) => (left.invitedAt < right.invitedAt ? 1 : -1)) };
  };
}

/**
 * Invites somebody as what they are to be. The code is told by the call that makes the invitation; whoever did not hear it
 * withdraws the invitation and makes another. Of an admin or a signer the code lets nobody in before a second admin has confirmed
 * it; only the one admin of a new installation lets in the second one alone (four-eyes.ts).
 * @param newSecret 32 random bytes in hexadecimal
 */
export function inviteMember(deps: Deps, newSecret: () => string): UseCase<'inviteMember'> {
  const { store, clock } = deps;
  return async ({ member: by, key, body }) => {
    await requireScopes(deps, body);
    const at = await clock.now();
    const code = codeFrom(newSecret());
    const id = idFrom(`invitation ${by.subject}`, key);
    const isThere = (await store.get(collections.invitations, { invitation: id })) !== null;
    const first =
      !isThere && needsSecondAdmin([], body.roles) && (await firstStep(store, by, body.roles, at));
    const value: LiveInvitation = {
      ...body,
      id,
      status: needsSecondAdmin([], body.roles) && !first ? 'unconfirmed' : 'open',
      codeSha256: sha256Hex(code),
      invitedAt: at,
      invitedBy: by.subject,
      expiresAt: invitationEnds(at),
    };
    const place = {
      in: collections.invitations,
      id: { invitation: id },
      value,
      fingerprint: fingerprintOf(body),
    };
    const kept = await createOnce(store, place, {
      stream: streams.installation,
      // Two first steps at one moment: the second is refused.
      ...(first === false ? {} : { after: first.sequence }),
      writes: [create(collections.invitations, { invitation: id }, value, place.fingerprint)],
      audit: {
        at,
        actor: by.subject,
        action: 'invitation.make',
        subject: `invitation:${id}`,
        details: { roles: rolesInWords(body.roles), unit: body.homeUnit, alone: first !== false },
      },
    });
    return { invitation: invitationView(kept, at, by), code: kept === value ? code : null };
  };
}

/** A second admin confirms an invitation of an admin or a signer; its days begin anew. Confirming it again finds it done. */
export function confirmInvitation({ store, clock }: Deps): UseCase<'confirmInvitation'> {
  return async ({ member: by, params }) => {
    const before = await store.get(collections.invitations, params);
    if (before === null) throw refuse.missing('invitation-unknown');
    const at = await clock.now();
    const live = requireLive(before.value, at);
    requireSecondAdmin(by, live.invitedBy);
    if (live.status === 'open') return invitationView(live, at, by);
    const value: Invitation = { ...live, status: 'open', expiresAt: invitationEnds(at) };
    await store.commit({
      stream: streams.installation,
      writes: [replace(collections.invitations, params, before, value)],
      audit: {
        at,
        actor: by.subject,
        action: 'invitation.confirm',
        subject: `invitation:${value.id}`,
        details: { roles: rolesInWords(value.roles), invitedBy: value.invitedBy },
      },
    });
    return invitationView(value, at, by);
  };
}

/** Takes an invitation back before it is taken up. Doing it again finds it done. */
export function withdrawInvitation({ store, clock }: Deps): UseCase<'withdrawInvitation'> {
  return async ({ member: by, params }) => {
    const before = await store.get(collections.invitations, params);
    if (before === null) throw refuse.missing('invitation-unknown');
    const at = await clock.now();
    if (before.value.status === 'withdrawn') return invitationView(before.value, at, by);
    const value: Invitation = { ...requireLive(before.value, at), status: 'withdrawn', withdrawnAt: at };
    await store.commit({
      stream: streams.installation,
      writes: [replace(collections.invitations, params, before, value)],
      audit: {
        at,
        actor: by.subject,
        action: 'invitation.withdraw',
        subject: `invitation:${value.id}`,
        details: {},
      },
    });
    return invitationView(value, at, by);
  };
}

/**
 * Somebody who has signed in and is no member yet says a code, and is what the invitation says from then on. Who is a member, or
 * suspended, stays what they are: a code raises nobody. Who was removed may be let in anew.
 */
export function acceptInvitation({ store, clock }: Deps): UseCase<'acceptInvitation'> {
  return async ({ member: { subject }, body }) => {
    const stream = streams.installation;
    const head = await store.get(collections.streamHeads, { stream });
    const codeSha256 = sha256Hex(codeTyped(body.code));
    const all = await store.all(collections.invitations, {});
    const before = all.find(({ value }) => value.codeSha256 === codeSha256);
    if (before === undefined) throw refuse.missing('invitation-unknown');
    const there = await store.get(collections.members, { subject });
    const said = before.value;
    if (said.status === 'accepted' && said.acceptedBy === subject && there !== null) return meOf(there.value);
    const at = await clock.now();
    const open = requireOpen(said, at);
    if (there !== null && there.value.status !== 'removed') throw refuse.conflict('already-a-member');
    const { displayName, homeUnit, roles } = open;
    const formerUnits = there?.value.formerUnits ?? [];
    const member: Member = { subject, displayName, homeUnit, formerUnits, roles, status: 'active' };
    const accepted: Invitation = { ...open, status: 'accepted', acceptedAt: at, acceptedBy: subject };
    await store.commit({
      stream,
      after: head?.value.sequence ?? 0,
      writes: [
        replace(collections.invitations, { invitation: open.id }, before, accepted),
        there === null
          ? create(collections.members, { subject }, member)
          : replace(collections.members, { subject }, there, member),
      ],
      audit: {
        at,
        actor: subject,
        action: 'invitation.accept',
        subject: `invitation:${open.id}`,
        details: { member: subject, roles: rolesInWords(roles), unit: homeUnit },
      },
    });
    return meOf(member);
  };
}

function meOf({ displayName, homeUnit, roles }: Member) {
  return { displayName, homeUnit, roles };
}

/** Where the stream stands when this is the first step of a new installation; false when it is not. */
async function firstStep(
  store: Store,
  by: Member,
  roles: readonly Role[],
  now: Instant,
): Promise<false | Readonly<{ sequence: number }>> {
  const head = await store.get(collections.streamHeads, { stream: streams.installation });
  const members = (await store.all(collections.members, {})).map(({ value }) => value);
  const invited = (await store.all(collections.invitations, {})).flatMap(({ value }) =>
    value.status === 'withdrawn' || (value.status !== 'accepted' && now >= value.expiresAt)
      ? []
      : [value.roles],
  );
  return isFirstStep(by, roles, members, invited) && { sequence: head?.value.sequence ?? 0 };
}

function invitationView(of: Invitation, now: Instant, reader: Member): InvitationView {
  const { id, displayName, homeUnit, roles, invitedAt, expiresAt, invitedBy } = of;
  const isLive = of.status === 'open' || of.status === 'unconfirmed';
  const status = isLive && now >= expiresAt ? 'expired' : of.status;
  const mine = invitedBy === reader.subject;
  return { id, displayName, homeUnit, roles, status, invitedAt, expiresAt, mine };
}
