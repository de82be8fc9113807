import { beforeEach, describe, expect, test } from 'vitest';
import {
  acceptInvitation,
  confirmInvitation,
  inviteMember,
  listInvitations,
  withdrawInvitation,
} from '../../../../shared/app/people/invitations.ts';
import {
  changeMember,
  changeMemberStanding,
  confirmMemberChange,
  listMembers,
} from '../../../../shared/app/people/members.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { MemberView } from '../../../../shared/contracts/member-routes.ts';
import type { StandingChange } from '../../../../shared/domain/people/change-member.ts';
import type { Member, Role } from '../../../../shared/domain/people/member.ts';
import { replace } from '../../../../shared/app/writes.ts';
import { sampleMember } from '../../../support/builders.ts';
import { asked, people, sampleWorld, type World } from '../world.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const secret = 'ab12'.repeat(16);
const code = 'ab12ab12-ab12ab12-ab12ab12-ab12ab12';
const newcomer: Member = {
  ...sampleMember('new-subject', [{ role: 'reviewer', items: [] }]),
  status: 'suspended',
};

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const all = async (by: Member = people.admin) => (await listMembers(world)(asked(by, {}, undefined))).items;
async function viewOf(who: Member): Promise<MemberView> {
  const found = (await all(who)).find(({ self }) => self);
  if (found === undefined) throw new Error(`${who.subject} is not listed`);
  return found;
}
const set = async (who: Member, how: StandingChange, by: Member = people.admin, version?: number) => {
  const view = await viewOf(who);
  const body = { version: version ?? view.version, reason: '工作调整' };
  return changeMemberStanding(world, how)(asked(by, { member: view.id }, body));
};
const change = async (who: Member, roles: Role[], by: Member = people.admin) => {
  const { id, displayName, homeUnit, version } = await viewOf(who);
  return changeMember(world)(asked(by, { member: id }, { displayName, homeUnit, roles, version }));
};
const invite = (roles: Role[] = [{ role: 'reviewer', items: [] }], key = 'key-0000000000000001') =>
  inviteMember(
    world,
    () => secret,
  )(asked(people.admin, {}, { displayName: '新来的', homeUnit: null, roles }, key));
const confirm = (invitation: string, by: Member = people.secondAdmin) =>
  confirmInvitation(world)(asked(by, { invitation }, undefined));
const confirmChange = async (who: Member, by: Member = people.secondAdmin, version?: number) => {
  const view = await viewOf(who);
  return confirmMemberChange(world)(asked(by, { member: view.id }, { version: version ?? view.version }));
};
const accept = (typed = code, who = newcomer) => acceptInvitation(world)(asked(who, {}, { code: typed }));
const stored = async (subject: string) =>
  (await world.store.get(collections.members, { subject }))?.value ?? null;
const lastEntry = async () => (await world.store.events(streams.installation)).at(-1);

describe('an admin changes who may do what', () => {
  test('the change is kept, with before and after and without names in the audit trail', async () => {
    const after = await change(people.reviewerOfA, [{ role: 'reviewer', items: ['A1'] }]);
    expect(after).toMatchObject({ roles: [{ role: 'reviewer', items: ['A1'] }], version: 2 });
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      actor: 'admin-1',
      action: 'member.change',
      subject: 'member:reviewer-a',
      details: { rolesBefore: 'reviewer:A1+A2', rolesAfter: 'reviewer:A1' },
    });
    expect(JSON.stringify(entry)).not.toContain('演示员');
  });

  test('two tabs: the one that has seen an older state is told, and changes nothing', async () => {
    await change(people.reviewerOfA, [{ role: 'reviewer', items: ['A1'] }]);
    await expect(set(people.reviewerOfA, 'suspend', people.admin, 1)).rejects.toEqual(
      refusal('changed-meanwhile'),
    );
    expect((await stored('reviewer-a'))?.status).toBe('active');
  });

  test('a suspended member is let in again; a removed one stays on record and is not', async () => {
    expect((await set(people.reviewer, 'suspend')).status).toBe('suspended');
    expect((await set(people.reviewer, 'restore')).status).toBe('active');
    expect((await set(people.reviewer, 'remove')).status).toBe('removed');
    await expect(set(people.reviewer, 'restore')).rejects.toEqual(refusal('member-wrong-state'));
    await expect(change(people.reviewer, [{ role: 'signer' }])).rejects.toEqual(
      refusal('member-wrong-state'),
    );
    expect((await stored('reviewer-1'))?.displayName).toBe('演示员·reviewer-1');
  });

  test.each<StandingChange>(['suspend', 'remove'])('nobody can %s themselves', async (how) => {
    await expect(set(people.admin, how)).rejects.toEqual(refusal('own-membership'));
  });

  test('nobody raises themselves', async () => {
    await expect(change(people.admin, [{ role: 'county-admin' }, { role: 'signer' }])).rejects.toEqual(
      refusal('own-membership'),
    );
  });

  test('the last active admin stays', async () => {
    for (const other of [people.secondAdmin, people.adminFrom015, people.adminWhoSigns])
      await set(other, 'suspend');
    await expect(set(people.admin, 'suspend')).rejects.toEqual(refusal('last-admin'));
    await expect(change(people.admin, [{ role: 'signer' }])).rejects.toEqual(refusal('last-admin'));
  });

  test('two admins who suspend each other at one moment: one of them is left', async () => {
    const outcomes = await Promise.allSettled([
      set(people.secondAdmin, 'suspend', people.admin),
      set(people.admin, 'suspend', people.secondAdmin),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const states = [await stored('admin-1'), await stored('admin-2')].map((each) => each?.status);
    expect(states.sort()).toEqual(['active', 'suspended']);
  });

  test('roles are for units and bodies that there are', async () => {
    await expect(change(people.reviewer, [{ role: 'unit-staff', unit: '777' }])).rejects.toEqual(
      refusal('unit-unknown'),
    );
    await expect(change(people.reviewer, [{ role: 'lead-body', body: 'nobody-office' }])).rejects.toEqual(
      refusal('body-unknown'),
    );
  });

  test('subjects of the issuer are told to nobody', async () => {
    const told = await all();
    for (const each of told) expect(each).not.toHaveProperty('subject');
    expect(told.map(({ id }) => id)).not.toContain('reviewer-a');
  });
});

describe('somebody is invited by a one-time code, whatever the issuer calls them', () => {
  test('whoever says it is from then on what it says', async () => {
    const made = await invite();
    expect(made.code).toBe(code);
    expect(await accept()).toMatchObject({ displayName: '新来的', roles: [{ role: 'reviewer' }] });
    expect(await stored('new-subject')).toMatchObject({ status: 'active', roles: [{ role: 'reviewer' }] });
    expect(await lastEntry()).toMatchObject({ actor: 'new-subject', action: 'invitation.accept' });
  });

  test('the code is told once and kept nowhere', async () => {
    await invite();
    expect((await invite()).code).toBeNull();
    const kept = JSON.stringify([
      await world.store.all(collections.invitations, {}),
      await world.store.events(streams.installation),
      await listInvitations(world)(asked(people.admin, {}, undefined)),
    ]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(code.replaceAll('-', ''));
  });

  test('it may be typed with spaces, in capitals or without its dashes', async () => {
    await invite();
    await expect(accept(` ${code.replaceAll('-', ' ').toUpperCase()}`)).resolves.toBeDefined();
  });

  test('it holds once: the same person again finds it done, another does not', async () => {
    await invite();
    await accept();
    await expect(accept()).resolves.toBeDefined();
    await expect(accept(code, { ...newcomer, subject: 'somebody-else' })).rejects.toEqual(
      refusal('invitation-over'),
    );
  });

  test('a wrong code, one withdrawn and one whose days are over let nobody in', async () => {
    await expect(accept('f'.repeat(32))).rejects.toEqual(refusal('invitation-unknown'));
    const { invitation } = await invite();
    await withdrawInvitation(world)(asked(people.admin, { invitation: invitation.id }, undefined));
    await expect(accept()).rejects.toEqual(refusal('invitation-over'));
    world = await sampleWorld();
    await invite();
    world.clock.set('2018-06-22T04:00:00.000Z');
    await expect(accept()).rejects.toEqual(refusal('invitation-over'));
    expect(await stored('new-subject')).toBeNull();
  });

  test('a code raises nobody: neither a member nor one who is suspended', async () => {
    const { invitation } = await invite([{ role: 'county-admin' }]);
    await confirm(invitation.id);
    await expect(accept(code, people.clerk002)).rejects.toEqual(refusal('already-a-member'));
    await set(people.clerk002, 'suspend');
    await expect(accept(code, people.clerk002)).rejects.toEqual(refusal('already-a-member'));
    expect((await stored('clerk-002'))?.roles).toEqual(people.clerk002.roles);
  });

  test('who was removed may be let in anew', async () => {
    await set(people.clerk002, 'remove');
    await invite();
    await accept(code, people.clerk002);
    expect(await stored('clerk-002')).toMatchObject({ status: 'active', roles: [{ role: 'reviewer' }] });
  });
});

describe('who is to run the year or to sign is let in by two admins', () => {
  const weighty: Role[] = [{ role: 'county-admin' }, { role: 'signer' }];

  test.each(weighty)(
    'an invitation as %o lets nobody in before a second admin has confirmed it',
    async (role) => {
      const { invitation } = await invite([role]);
      expect(invitation).toMatchObject({ status: 'unconfirmed', mine: true });
      await expect(accept()).rejects.toEqual(refusal('invitation-unconfirmed'));
      expect(await stored('new-subject')).toBeNull();
      await expect(confirm(invitation.id, people.admin)).rejects.toEqual(refusal('second-person-needed'));
      await expect(accept()).rejects.toEqual(refusal('invitation-unconfirmed'));
      expect(await confirm(invitation.id)).toMatchObject({ status: 'open', mine: false });
      expect(await lastEntry()).toMatchObject({ actor: 'admin-2', action: 'invitation.confirm' });
      await accept();
      expect(await stored('new-subject')).toMatchObject({ status: 'active', roles: [role] });
    },
  );

  test('confirming twice finds it done; one that is withdrawn or over is not confirmed', async () => {
    const { invitation } = await invite([{ role: 'signer' }]);
    await confirm(invitation.id);
    await confirm(invitation.id);
    const entries = await world.store.events(streams.installation);
    expect(entries.filter(({ action }) => action === 'invitation.confirm')).toHaveLength(1);
    const other = await invite([{ role: 'signer' }], 'key-0000000000000002');
    await withdrawInvitation(world)(asked(people.admin, { invitation: other.invitation.id }, undefined));
    await expect(confirm(other.invitation.id)).rejects.toEqual(refusal('invitation-over'));
  });

  test('a promotion is proposed and holds when a second admin has confirmed it, not the one who proposed it', async () => {
    const after = await change(people.reviewer, [{ role: 'signer' }]);
    expect(after).toMatchObject({
      roles: people.reviewer.roles,
      proposed: { roles: [{ role: 'signer' }], mine: true },
    });
    expect((await stored('reviewer-1'))?.roles).toEqual(people.reviewer.roles);
    expect(await lastEntry()).toMatchObject({ actor: 'admin-1', action: 'member.propose' });
    await expect(confirmChange(people.reviewer, people.admin)).rejects.toEqual(
      refusal('second-person-needed'),
    );
    expect(await confirmChange(people.reviewer)).toMatchObject({
      roles: [{ role: 'signer' }],
      proposed: null,
    });
    expect((await stored('reviewer-1'))?.roles).toEqual([{ role: 'signer' }]);
    expect(await lastEntry()).toMatchObject({ actor: 'admin-2', action: 'member.confirm' });
  });

  test('a second admin sees what waits; a colleague’s other changes go on as ever', async () => {
    await change(people.reviewer, [{ role: 'county-admin' }]);
    const seen = (await all(people.secondAdmin)).filter(({ proposed }) => proposed !== null);
    expect(seen).toMatchObject([{ proposed: { roles: [{ role: 'county-admin' }], mine: false } }]);
    const plain = await change(people.reviewerOfA, [{ role: 'reviewer', items: ['A1'] }]);
    expect(plain).toMatchObject({ roles: [{ role: 'reviewer', items: ['A1'] }], proposed: null });
  });

  test('whatever changes somebody ends what was proposed of them: nobody confirms what they have not seen', async () => {
    await change(people.reviewer, [{ role: 'signer' }]);
    await set(people.reviewer, 'suspend');
    expect((await all()).filter(({ proposed }) => proposed !== null)).toEqual([]);
    await expect(confirmChange(people.reviewer)).rejects.toEqual(refusal('changed-meanwhile'));
    await expect(confirmChange(people.reviewer, people.secondAdmin, 1)).rejects.toEqual(
      refusal('changed-meanwhile'),
    );
    expect((await stored('reviewer-1'))?.roles).toEqual(people.reviewer.roles);
  });

  test('a proposal that nobody confirms is over after a week', async () => {
    await change(people.reviewer, [{ role: 'signer' }]);
    const view = await viewOf(people.reviewer);
    world.clock.set('2018-06-22T04:00:00.000Z');
    await expect(
      confirmMemberChange(world)(asked(people.secondAdmin, { member: view.id }, { version: view.version })),
    ).rejects.toEqual(refusal('member-change-unknown'));
  });

  test('taking an admin’s role away takes two as well: else one could be alone by it, and let in whom they like', async () => {
    await change(people.secondAdmin, [{ role: 'signer' }]);
    expect((await stored('admin-2'))?.roles).toEqual(people.secondAdmin.roles);
    // Nor does the one whom it is about confirm it.
    await expect(confirmChange(people.secondAdmin, people.secondAdmin)).rejects.toEqual(
      refusal('own-membership'),
    );
  });

  describe('the first step of a new installation', () => {
    const lonely = async () => {
      world = await sampleWorld();
      for (const { value, version, fingerprint } of await world.store.all(collections.members, {})) {
        if (value.subject === 'admin-1' || !value.roles.some(({ role }) => role === 'county-admin')) continue;
        const other: Member = { ...value, roles: [{ role: 'reviewer', items: [] }] };
        await world.store.commit({
          stream: streams.installation,
          writes: [
            replace(collections.members, { subject: value.subject }, { value, version, fingerprint }, other),
          ],
          audit: {
            at: await world.clock.now(),
            actor: 'test',
            action: 'member.change',
            subject: 'member:x',
            details: {},
          },
        });
      }
    };

    test('its one admin lets in a second alone, and a third with the second', async () => {
      await lonely();
      const first = await invite([{ role: 'county-admin' }]);
      expect(first.invitation.status).toBe('open');
      expect(await lastEntry()).toMatchObject({ action: 'invitation.make', details: { alone: true } });
      await accept();
      expect(await stored('new-subject')).toMatchObject({ roles: [{ role: 'county-admin' }] });
      const third = await invite([{ role: 'county-admin' }], 'key-0000000000000003');
      expect(third.invitation.status).toBe('unconfirmed');
    });

    test('it holds once: while the second is invited, another waits for them', async () => {
      await lonely();
      await invite([{ role: 'county-admin' }]);
      const again = await invite([{ role: 'county-admin' }], 'key-0000000000000002');
      expect(again.invitation.status).toBe('unconfirmed');
    });

    test('a signer, or an admin who signs too, is no first step', async () => {
      await lonely();
      expect((await invite([{ role: 'signer' }])).invitation.status).toBe('unconfirmed');
      const both = await invite([{ role: 'county-admin' }, { role: 'signer' }], 'key-0000000000000002');
      expect(both.invitation.status).toBe('unconfirmed');
    });

    test('the call that is repeated is answered as it was', async () => {
      await lonely();
      const first = await invite([{ role: 'county-admin' }]);
      expect((await invite([{ role: 'county-admin' }])).invitation).toEqual(first.invitation);
    });

    test('who has made the others unable to confirm is not alone by it', async () => {
      for (const other of [people.secondAdmin, people.adminFrom015, people.adminWhoSigns])
        await set(other, 'suspend');
      expect((await invite([{ role: 'county-admin' }])).invitation.status).toBe('unconfirmed');
      for (const other of [people.secondAdmin, people.adminFrom015, people.adminWhoSigns])
        await set(other, 'remove');
      const again = await invite([{ role: 'county-admin' }], 'key-0000000000000002');
      expect(again.invitation.status).toBe('unconfirmed');
    });
  });
});
