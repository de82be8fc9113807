import type { MemberView } from '../../contracts/member-routes.ts';
import { collections, streams } from '../../contracts/collections.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { refuse } from '../../domain/errors.ts';
import {
  changeStanding,
  requireMayChange,
  rolesInWords,
  standingChanges,
  type StandingChange,
} from '../../domain/people/change-member.ts';
import type { Member } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
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
    const all = await store.all(collections.members, {});
    const items = all.map((each) => memberView(each, member));
    const names = await scopeNames(store, await clock.now(), {
      units: items.flatMap(({ roles, homeUnit }) => [
        ...roles.flatMap(unitsOf),
        ...(homeUnit === null ? [] : [homeUnit]),
      ]),
      bodies: items.flatMap(({ roles }) => roles.flatMap(bodyOf)),
    });
    return {
      items: items.sort((left, right) => left.displayName.localeCompare(right.displayName, 'zh')),
      units: [...names.units],
      bodies: [...names.bodies],
    };
  };
}

/** Changes what a member is called, where they work and what they may do. What is so already changes nothing. */
export function changeMember(deps: Deps): UseCase<'changeMember'> {
  return async ({ member: by, params, body }) => {
    const { version, ...entry } = body;
    return change(deps, by, { ...params, version }, 'member.change', null, {
      isSo: (before) =>
        before.status !== 'removed' &&
        before.displayName === entry.displayName &&
        before.homeUnit === entry.homeUnit &&
        rolesInWords(before.roles) === rolesInWords(entry.roles),
      make: async (before) => {
        if (before.status === 'removed')
          throw refuse.wrongState('member-wrong-state', {
            status: before.status,
            allowed: 'active, suspended',
          });
        await requireScopes(deps, entry, before);
        return { ...before, ...entry };
      },
    });
  };
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
    change(deps, by, { ...params, version: body.version }, auditKindOf[how], body.reason, {
      isSo: ({ status }) => status === standingChanges[how].to,
      make: (before) => changeStanding(before, how),
    });
}

async function change(
  { store, clock }: Deps,
  by: Member,
  of: Readonly<{ member: string; version: number }>,
  action: AuditKind,
  reason: string | null,
  /** Whether a member is as is asked for already, and what makes them so. */
  {
    isSo,
    make,
  }: Readonly<{
    isSo: (before: Member) => boolean;
    make: (before: Member) => Member | Promise<Member>;
  }>,
): Promise<MemberView> {
  const stream = streams.installation;
  const head = await store.get(collections.streamHeads, { stream });
  const all = await store.all(collections.members, {});
  const before = all.find(({ value }) => memberId(value.subject) === of.member);
  if (before === undefined) throw refuse.missing('member-unknown');
  // One version on: the same call came before, and its answer was lost.
  const isDone = isSo(before.value) && [of.version, of.version + 1].includes(before.version);
  if (!isDone && before.version !== of.version) throw refuse.conflict('changed-meanwhile');
  const after = isDone ? before.value : await make(before.value);
  requireMayChange(
    by,
    before.value,
    after,
    all.map(({ value }) => value),
  );
  if (isDone) return memberView(before, by);
  await store.commit({
    stream,
    // Two admins who suspend each other at one moment: the second is refused, and an admin is left.
    after: head?.value.sequence ?? 0,
    writes: [replace(collections.members, { subject: after.subject }, before, after)],
    audit: {
      at: await clock.now(),
      actor: by.subject,
      action,
      subject: `member:${after.subject}`,
      details: {
        rolesBefore: rolesInWords(before.value.roles),
        rolesAfter: rolesInWords(after.roles),
        unitBefore: before.value.homeUnit,
        unitAfter: after.homeUnit,
        statusBefore: before.value.status,
        statusAfter: after.status,
        renamed: before.value.displayName !== after.displayName,
        reason,
      },
    },
  });
  return memberView({ ...before, value: after, version: before.version + 1 }, by);
}

/** A member's name in addresses: their subject is the issuer's, and is nobody's business. */
function memberId(subject: string): string {
  return idFrom('member', subject);
}

function memberView({ value, version }: Versioned<Member>, reader: Member): MemberView {
  const { subject, displayName, homeUnit, roles, status } = value;
  return {
    id: memberId(subject),
    displayName,
    homeUnit,
    roles,
    status,
    version,
    self: subject === reader.subject,
  };
}
