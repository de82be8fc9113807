import { collections, streams } from '../../contracts/collections.ts';
import type { InvitationView } from '../../contracts/member-routes.ts';
import { refuse } from '../../domain/errors.ts';
import { rolesInWords } from '../../domain/people/change-member.ts';
import {
  codeFrom,
  codeTyped,
  invitationEnds,
  requireOpen,
  type Invitation,
  type OpenInvitation,
} from '../../domain/people/invitation.ts';
import type { Member } from '../../domain/people/member.ts';
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
  return async () => {
    const now = await clock.now();
    const all = (await store.all(collections.invitations, {})).map(({ value }) => invitationView(value, now));
    return { items: all.sort((left, right) => (left.invitedAt < right.invitedAt ? 1 : -1)) };
  };
}

/**
 * Invites somebody as what they are to be. The code is told by the call that makes the invitation; whoever did not hear it
 * withdraws the invitation and makes another.
 * @param newSecret 32 random bytes in hexadecimal
 */
export function inviteMember(deps: Deps, newSecret: () => string): UseCase<'inviteMember'> {
  const { store, clock } = deps;
  return async ({ member: by, key, body }) => {
    await requireScopes(deps, body);
    const at = await clock.now();
    const code = codeFrom(newSecret());
    const id = idFrom(`invitation ${by.subject}`, key);
    const value: OpenInvitation = {
      ...body,
      id,
      status: 'open',
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
      writes: [create(collections.invitations, { invitation: id }, value, place.fingerprint)],
      audit: {
        at,
        actor: by.subject,
        action: 'invitation.make',
        subject: `invitation:${id}`,
        details: { roles: rolesInWords(body.roles), unit: body.homeUnit },
      },
    });
    return { invitation: invitationView(kept, at), code: kept === value ? code : null };
  };
}

/** Takes an invitation back before it is taken up. Doing it again finds it done. */
export function withdrawInvitation({ store, clock }: Deps): UseCase<'withdrawInvitation'> {
  return async ({ member: by, params }) => {
    const before = await store.get(collections.invitations, params);
    if (before === null) throw refuse.missing('invitation-unknown');
    const at = await clock.now();
    if (before.value.status === 'withdrawn') return invitationView(before.value, at);
    const value: Invitation = { ...requireOpen(before.value, at), status: 'withdrawn', withdrawnAt: at };
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
    return invitationView(value, at);
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

function invitationView(of: Invitation, now: Instant): InvitationView {
  const { id, displayName, homeUnit, roles, invitedAt, expiresAt } = of;
  const status = of.status === 'open' && now >= expiresAt ? 'expired' : of.status;
  return { id, displayName, homeUnit, roles, status, invitedAt, expiresAt };
}
