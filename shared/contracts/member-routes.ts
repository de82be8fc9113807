import * as z from 'zod/mini';
import { invitation } from '../domain/people/invitation.ts';
import { member, role, rolesHeld } from '../domain/people/member.ts';
import { cycleId, line, paragraph, recordId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';
import { meView } from './me-view.ts';

const memberView = z.extend(
  z.pick(member, { displayName: true, homeUnit: true, roles: true, status: true }),
  {
    id: recordId,
    /** Grows with every change; a change states the version it rests on. */
    version: z.int().check(z.minimum(1)),
    /** Whether this is the caller. */
    self: z.boolean(),
    /** What another admin has to confirm before it holds. */
    proposed: z.nullable(
      z.strictObject({
        displayName: line,
        homeUnit: z.nullable(unitId),
        roles: rolesHeld,
        /** Whether the caller proposed it, who cannot confirm it. */
        mine: z.boolean(),
      }),
    ),
  },
);
export type MemberView = z.infer<typeof memberView>;

const scopeName = z.strictObject({ id: z.string(), name: z.string(), cycle: cycleId });
export type ScopeName = z.infer<typeof scopeName>;

const invitationView = z.strictObject({
  id: recordId,
  displayName: line,
  homeUnit: z.nullable(unitId),
  roles: z.array(role),
  status: z.enum(['unconfirmed', 'open', 'expired', 'accepted', 'withdrawn']),
  invitedAt: z.string(),
  expiresAt: z.string(),
  /** Whether the caller made it, who cannot confirm it. */
  mine: z.boolean(),
});
export type InvitationView = z.infer<typeof invitationView>;

const entry = z.strictObject({
  displayName: invitation.def.options[0].shape.displayName,
  homeUnit: z.nullable(unitId),
  roles: rolesHeld.check(z.refine((held) => held.length <= 50, { error: '最多 50 项 / at most 50' })),
});
const oneMember = z.strictObject({ member: recordId });
const version = z.int().check(z.minimum(1));
const changing = {
  area: 'people',
  status: 200,
  audience: ['county-admin'],
  repeatable: 'state',
  query: nothing,
  output: memberView,
} as const;
const changed = [
  'member-unknown',
  'member-wrong-state',
  'own-membership',
  'last-admin',
  'changed-meanwhile',
] as const;
const standing = (does: 'suspend' | 'restore' | 'remove', zh: string, en: string) =>
  defineRoute({
    ...changing,
    method: 'POST',
    path: `/api/members/{member}/${does}`,
    summary: { zh, en },
    params: oneMember,
    body: z.strictObject({ version, reason: paragraph }),
    refusals: changed,
  });

/** Who may sign in, and as what. */
export const memberRoutes = {
  listMembers: defineRoute({
    area: 'people',
    method: 'GET',
    path: '/api/members',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'read',
    summary: { zh: '全部成员及其权限', en: 'All members and what they may do' },
    params: nothing,
    query: nothing,
    body: noBody,
    output: z.strictObject({
      items: z.array(memberView),
      /** What the units and bodies that members are for are called, in the newest year that has them. */
      units: z.array(scopeName),
      bodies: z.array(scopeName),
    }),
    refusals: [],
  }),
  changeMember: defineRoute({
    ...changing,
    method: 'PUT',
    path: '/api/members/{member}',
    summary: { zh: '修改成员的姓名、单位和权限', en: 'Change a member’s name, unit and roles' },
    params: oneMember,
    body: z.extend(entry, { version }),
    refusals: [...changed, 'unit-unknown', 'body-unknown'],
  }),
  confirmMemberChange: defineRoute({
    ...changing,
    method: 'POST',
    path: '/api/members/{member}/confirm',
    summary: {
      zh: '确认另一位管理员提出的权限变更',
      en: 'Confirm a change of a member that another admin proposed',
    },
    params: oneMember,
    body: z.strictObject({ version }),
    refusals: [...changed, 'member-change-unknown', 'second-person-needed'],
  }),
  suspendMember: standing('suspend', '立即停用成员', 'Suspend a member at once'),
  restoreMember: standing('restore', '恢复停用的成员', 'Let a suspended member in again'),
  removeMember: standing('remove', '移除成员（保留办理记录）', 'Remove a member; what they did stays'),
  listInvitations: defineRoute({
    area: 'people',
    method: 'GET',
    path: '/api/invitations',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'read',
    summary: { zh: '邀请', en: 'Invitations' },
    params: nothing,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(invitationView) }),
    refusals: [],
  }),
  inviteMember: defineRoute({
    area: 'people',
    method: 'POST',
    path: '/api/invitations',
    status: 201,
    audience: ['county-admin'],
    repeatable: 'key',
    summary: { zh: '邀请成员，得到一次性邀请码', en: 'Invite somebody; gives a one-time code' },
    params: nothing,
    query: nothing,
    body: entry,
    output: z.strictObject({
      invitation: invitationView,
      /** Told by the call that makes the invitation and by no later one: pass it on in person. */
      code: z.nullable(z.string()),
    }),
    refusals: ['unit-unknown', 'body-unknown', 'idempotency-key-reused', 'changed-meanwhile'],
  }),
  confirmInvitation: defineRoute({
    area: 'people',
    method: 'POST',
    path: '/api/invitations/{invitation}/confirm',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: {
      zh: '确认另一位管理员的邀请（管理员、签发人）',
      en: 'Confirm another admin’s invitation of an admin or signer',
    },
    params: z.strictObject({ invitation: recordId }),
    query: nothing,
    body: noBody,
    output: invitationView,
    refusals: ['invitation-unknown', 'invitation-over', 'second-person-needed', 'changed-meanwhile'],
  }),
  withdrawInvitation: defineRoute({
    area: 'people',
    method: 'POST',
    path: '/api/invitations/{invitation}/withdraw',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '撤回邀请', en: 'Withdraw an invitation' },
    params: z.strictObject({ invitation: recordId }),
    query: nothing,
    body: noBody,
    output: invitationView,
    refusals: ['invitation-unknown', 'invitation-over', 'changed-meanwhile'],
  }),
  acceptInvitation: defineRoute({
    area: 'people',
    method: 'POST',
    path: '/api/me/membership',
    status: 200,
    audience: 'signed-in',
    repeatable: 'state',
    summary: { zh: '用邀请码加入', en: 'Join by the code of an invitation' },
    params: nothing,
    query: nothing,
    body: z.strictObject({ code: z.string().check(z.minLength(32), z.maxLength(60)) }),
    output: meView,
    refusals: [
      'invitation-unknown',
      'invitation-over',
      'invitation-unconfirmed',
      'already-a-member',
      'changed-meanwhile',
    ],
  }),
} as const;
