import type { MemberView } from '../../contracts/member-routes.ts';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { refuse } from '../../domain/errors.ts';
import {
  changeStanding,
  requireMayChange,
  rolesInWords,
  standingChanges,
  type StandingChange,
} from '../../domain/people/change-member.ts';
import { isProposed, needsSecondAdmin, requireSecondAdmin } from '../../domain/people/four-eyes.ts';
import type { Member } from '../../domain/people/member.ts';
import type { MemberChange } from '../../domain/people/member-change.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned, Write } from '../../ports/store.ts';
import { idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';
import { requireScopes } from './require-scopes.ts';
import { scopeNames } from './scope-names.ts';
import { bodyOf, unitsOf } from './scopes-of.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;

const auditKindOf = {
  suspend: 'member.suspend',
  restore: 'member.restore',
  remove: 'member.remove',
} as const satisfies Readonly<Record<StandingChange, AuditKind>>;

/** Everybody who is or was a member, by name, with what the units and bodies are called that they are for, of whatever year. */
export function listMembers({ store, clock }: Deps): UseCase<'listMembers'> {
  return async ({ member }) => {
    const now = await clock.now();
    const all = await store.all(collections.members, {});
    const changes = await store.all(collections.memberChanges, {});
    const items = all.map((each) => {
      const id = memberId(each.value.subject);
      const change = changes.find(({ value }) => value.member === id)?.value ?? null;
      return memberView(each, member, waiting(change, each.version, now));
    });
    const said = items.flatMap((each) => (each.proposed === null ? [each] : [each, each.proposed]));
    const names = await scopeNames(store, now, {
      units: said.flatMap(({ roles, homeUnit }) => [
        ...roles.flatMap(unitsOf),
        ...(homeUnit === null ? [] : [homeUnit]),
      ]),
      bodies: said.flatMap(({ roles }) => roles.flatMap(bodyOf)),
    });
    return {
      items: items.sort((left, right) => left.displayName.localeCompare(right.displayName, 'zh')),
      units: [...names.units],
      bodies: [...names.bodies],
    };
  };
}

/**
 * Changes what a member is called, where they work and what they may do. What is so already changes nothing; what takes two admins
 * (four-eyes.ts) is proposed, and holds when another has confirmed it.
 */
export function changeMember(deps: Deps): UseCase<'changeMember'> {
  return async ({ member: by, params, body }) => {
    const { version, ...entry } = body;
    return change(
      deps,
      by,
      { ...params, version },
      {
        action: 'member.change',
        reason: null,
        isSo: (before) =>
          before.status !== 'removed' &&
          before.displayName === entry.displayName &&
          before.homeUnit === entry.homeUnit &&
          rolesInWords(before.roles) === rolesInWords(entry.roles),
        make: async (before) => {
          await requireScopes(deps, entry, requireKept(before));
          return { ...before, ...entry };
        },
      },
    );
  };
}

/** A second admin confirms what another proposed; it holds at once. Confirming it again finds it done. */
export function confirmMemberChange(deps: Deps): UseCase<'confirmMemberChange'> {
  const { store, clock } = deps;
  return async ({ member: by, params, body }) => {
    const found = await store.get(collections.memberChanges, params);
    if (found === null) throw refuse.missing('member-change-unknown');
    const said = found.value;
    const at = await clock.now();
    const isMine = said.status === 'confirmed' && said.confirmedBy === by.subject;
    if (!isMine && !isProposed(said, at)) throw refuse.missing('member-change-unknown');
    requireSecondAdmin(by, said.proposedBy);
    const { displayName, homeUnit, roles } = said;
    const confirmed = { ...said, status: 'confirmed', confirmedBy: by.subject, confirmedAt: at } as const;
    // Whatever has changed them since the proposal, it was not this that is confirmed.
    if (said.version !== body.version) throw refuse.conflict('changed-meanwhile');
    return change(
      deps,
      by,
      { ...params, version: said.version },
      {
        action: 'member.confirm',
        reason: null,
        isSo: () => isMine,
        make: async (before) => {
          await requireScopes(deps, { homeUnit, roles }, requireKept(before));
          return { ...before, displayName, homeUnit, roles };
        },
        with: [replace(collections.memberChanges, params, found, confirmed)],
      },
    );
  };
}

/** @throws Refusal `member-wrong-state` for one who was removed: they are invited anew */
function requireKept(of: Member): Member {
  if (of.status === 'removed')
    throw refuse.wrongState('member-wrong-state', { status: of.status, allowed: 'active, suspended' });
  return of;
}

/**
 * Suspends, restores or removes a member. Everybody is looked up at every call, so it holds from the next one on, whatever token
 * they have. The same call again finds it done.
 */
export function changeMemberStanding(
  deps: Deps,
  how: StandingChange,
): UseCase<'suspendMember' | 'restoreMember' | 'removeMember'> {
  return ({ member: by, params, body }) =>
    change(
      deps,
      by,
      { ...params, version: body.version },
      {
        action: auditKindOf[how],
        reason: body.reason,
        isSo: ({ status }) => status === standingChanges[how].to,
        make: (before) => Promise.resolve(changeStanding(before, how)),
      },
    );
}

type How = Readonly<{
  action: AuditKind;
  reason: string | null;
  /** Whether a member is as is asked for already. */
  isSo: (before: Member) => boolean;
  /** What makes them so. */
  make: (before: Member) => Promise<Member>;
  /** Set when it is the second admin who acts: what says that they have. */
  with?: readonly Write[];
}>;

async function change(
  { store, clock }: Deps,
  by: Member,
  of: Readonly<{ member: string; version: number }>,
  how: How,
): Promise<MemberView> {
  const stream = streams.installation;
  const head = await store.get(collections.streamHeads, { stream });
  const all = await store.all(collections.members, {});
  const before = all.find(({ value }) => memberId(value.subject) === of.member);
  if (before === undefined) throw refuse.missing('member-unknown');
  // One version on: the same call came before, and its answer was lost.
  const isDone = how.isSo(before.value) && [of.version, of.version + 1].includes(before.version);
  if (!isDone && before.version !== of.version) throw refuse.conflict('changed-meanwhile');
  const after = isDone ? before.value : await how.make(before.value);
  requireMayChange(
    by,
    before.value,
    after,
    all.map(({ value }) => value),
  );
  const at = await clock.now();
  const there = await store.get(collections.memberChanges, { member: of.member });
  const waits = waiting(there?.value ?? null, before.version, at);
  if (isDone) return memberView(before, by, waits);
  const isProposal = how.with === undefined && needsSecondAdmin(before.value.roles, after.roles);
  if (isProposal && waits !== null && isSame(waits, after, by)) return memberView(before, by, waits);
  const { displayName, homeUnit, roles } = after;
  const proposal: MemberChange = {
    ...of,
    displayName,
    homeUnit,
    roles,
    status: 'proposed',
    proposedBy: by.subject,
    proposedAt: at,
  };
  const write =
    there === null
      ? create(collections.memberChanges, { member: of.member }, proposal)
      : replace(collections.memberChanges, { member: of.member }, there, proposal);
  await store.commit({
    stream,
    // Two admins who suspend each other at one moment: the second is refused, and an admin is left.
    after: head?.value.sequence ?? 0,
    writes: isProposal
      ? [write]
      : [replace(collections.members, { subject: after.subject }, before, after), ...(how.with ?? [])],
    audit: {
      at,
      actor: by.subject,
      action: isProposal ? 'member.propose' : how.action,
      subject: `member:${after.subject}`,
      details: {
        rolesBefore: rolesInWords(before.value.roles),
        rolesAfter: rolesInWords(after.roles),
        unitBefore: before.value.homeUnit,
        unitAfter: after.homeUnit,
        statusBefore: before.value.status,
        statusAfter: after.status,
        renamed: before.value.displayName !== after.displayName,
        reason: how.reason,
      },
    },
  });
  return isProposal
    ? memberView(before, by, proposal)
    : memberView({ ...before, value: after, version: before.version + 1 }, by, null);
}

/** Whether the same admin has proposed the very same before. */
function isSame(of: MemberChange, after: Member, by: Member): boolean {
  return (
    of.proposedBy === by.subject &&
    of.displayName === after.displayName &&
    of.homeUnit === after.homeUnit &&
    rolesInWords(of.roles) === rolesInWords(after.roles)
  );
}

/** What is proposed of a member and still waits, of the version that they are at. */
function waiting(of: MemberChange | null, version: number, now: Instant): MemberChange | null {
  return of !== null && of.version === version && isProposed(of, now) ? of : null;
}

/** A member's name in addresses: their subject is the issuer's, and is nobody's business. */
function memberId(subject: string): string {
  return idFrom('member', subject);
}

function memberView(
  { value, version }: Versioned<Member>,
  reader: Member,
  change: MemberChange | null,
): MemberView {
  const { subject, displayName, homeUnit, roles, status } = value;
  return {
    id: memberId(subject),
    displayName,
    homeUnit,
    roles,
    status,
    version,
    self: subject === reader.subject,
    proposed:
      change === null
        ? null
        : {
            displayName: change.displayName,
            homeUnit: change.homeUnit,
            roles: change.roles,
            mine: change.proposedBy === reader.subject,
          },
  };
}
