import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { memberRoutes, type MemberView } from '../../../shared/contracts/member-routes.ts';
import { roleNames, type RoleName } from '../../../shared/domain/people/member.ts';
import { call } from '../api/call.ts';
import { newKey } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { MemberFormDialog } from './members/member-form.tsx';
import { RoleLine, roleText } from './members/role-texts.tsx';
import { useMembers, useScopeNames } from './members/use-scope-names.ts';
import { Act } from './parts/act.tsx';
import { Filter } from './parts/filter.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';

const statusText = { active: 'ms_active', suspended: 'ms_suspended', removed: 'ms_removed' } as const;
const invitedText = {
  unconfirmed: 'iv_unconfirmed',
  open: 'iv_open',
  expired: 'iv_expired',
  accepted: 'iv_accepted',
  withdrawn: 'iv_withdrawn',
} as const;
const noForm = { displayName: '', homeUnit: '', roles: [] };

/** Who may sign in, and as what: invited by a code that is told once, changed, suspended at once, removed. */
export default function MembersPage() {
  const { t } = useTexts();
  const [wanted, setWanted] = useState('');
  const [role, setRole] = useState<RoleName | ''>('');
  const [changed, setChanged] = useState<MemberView | null>(null);
  const found = useMembers();
  return (
    <Page title={t('navMembers')} why={t('membersWhy')}>
      <Invitations />
      <div className="tools">
        <label className="filter">
          <span>{t('search')}</span>
          <input type="search" value={wanted} onChange={({ target }) => setWanted(target.value)} />
        </label>
        <Filter
          label={t('memberRole')}
          value={role}
          options={roleNames.map((value) => ({ value, label: t(roleText[value]) }))}
          change={setRole}
        />
      </div>
      <Found of={found}>
        {({ items }) => {
          const shown = items.filter(
            ({ displayName, roles }) =>
              displayName.includes(wanted.trim()) &&
              (role === '' || roles.some((held) => held.role === role)),
          );
          return shown.length === 0 ? (
            <Nothing title={t('membersNone')} why={t('unitsNoneWhy')} />
          ) : (
            <div className="scroll tall" tabIndex={0} role="region" aria-label={t('navMembers')}>
              <table className="grid stacked middle">
                <thead>
                  <tr>
                    <th scope="col">{t('memberName')}</th>
                    <th scope="col">{t('memberRoles')}</th>
                    <th scope="col">{t('memberHome')}</th>
                    <th scope="col">{t('memberStatus')}</th>
                    <th scope="col">{t('toDo')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((member) => (
                    <Line key={member.id} of={member} change={() => setChanged(member)} />
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Found>
      {changed !== null && (
        <MemberFormDialog
          title={t('memberChange')}
          why={t('memberChangeWhy')}
          draft={`member ${changed.id} ${changed.version}`}
          begin={{
            displayName: changed.displayName,
            homeUnit: changed.homeUnit ?? '',
            roles: changed.roles,
          }}
          close={() => setChanged(null)}
          send={(form) =>
            call(memberRoutes.changeMember, {
              params: { member: changed.id },
              body: { ...form, version: changed.version },
            })
          }
        />
      )}
    </Page>
  );
}

function Line({ of: member, change }: { of: MemberView; change: () => void }) {
  const { t } = useTexts();
  const names = useScopeNames();
  const { status } = member;
  const standing = (
    label: string,
    why: string,
    route: typeof memberRoutes.suspendMember,
    kind: 'plain' | 'danger' = 'plain',
  ) => (
    <Act
      label={label}
      why={why}
      draft={`${label} ${member.id}`}
      kind={kind}
      ask={[{ name: 'reason', label: t('memberReason'), type: 'long' }]}
      change={({ of }) =>
        call(route, {
          params: { member: member.id },
          body: { version: member.version, reason: of('reason') },
        })
      }
    />
  );
  return (
    <tr>
      <th scope="row">{member.displayName}</th>
      <td>
        <Roles of={member.roles} />
        {member.proposed !== null && <Proposed of={member.proposed} />}
      </td>
      <td>{member.homeUnit === null ? '' : names.unit(member.homeUnit)}</td>
      <td>
        <Tag tone={status === 'active' ? 'good' : status === 'suspended' ? 'bad' : 'plain'}>
          {t(statusText[status])}
        </Tag>
      </td>
      <td>
        {member.self ? (
          <span className="soft">{t('memberSelf')}</span>
        ) : (
          status !== 'removed' && (
            <div className="tools tight">
              <Button onClick={change}>{t('memberChange')}</Button>
              {member.proposed !== null && !member.proposed.mine && (
                <Act
                  label={t('memberConfirm')}
                  why={t('memberConfirmWhy')}
                  draft={`confirm ${member.id}`}
                  kind="primary"
                  change={() =>
                    call(memberRoutes.confirmMemberChange, {
                      params: { member: member.id },
                      body: { version: member.version },
                    })
                  }
                />
              )}
              {status === 'active'
                ? standing(t('memberSuspend'), t('memberSuspendWhy'), memberRoutes.suspendMember)
                : standing(t('memberRestore'), t('memberRestoreWhy'), memberRoutes.restoreMember)}
              {standing(t('memberRemove'), t('memberRemoveWhy'), memberRoutes.removeMember, 'danger')}
            </div>
          )
        )}
      </td>
    </tr>
  );
}

function Roles({ of }: { of: MemberView['roles'] }) {
  return of.map((each) => (
    <div key={JSON.stringify(each)}>
      <RoleLine of={each} />
    </div>
  ));
}

/** What another admin has to confirm before it holds. */
function Proposed({ of }: { of: NonNullable<MemberView['proposed']> }) {
  const { t } = useTexts();
  return (
    <div className="soft">
      <Tag tone="busy">{t('memberProposed')}</Tag> {of.displayName}
      <Roles of={of.roles} />
      {of.mine && <small>{t('memberProposedMine')}</small>}
    </div>
  );
}

function Invitations() {
  const { t, moment } = useTexts();
  const [isInviting, setIsInviting] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const key = useRef(newKey());
  const found = useQuery({
    queryKey: ['invitations'],
    queryFn: () => call(memberRoutes.listInvitations, { params: {} }),
  });
  return (
    <section className="card">
      <h2>{t('invitations')}</h2>
      <Button kind="primary" onClick={() => setIsInviting(true)}>
        {t('invite')}
      </Button>
      {code !== null && (
        <div className="callout" role="alert">
          <b>{t('inviteCode')}</b>
          <p>
            <code className="secret">{code}</code>
          </p>
        </div>
      )}
      <Found of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('invitationsNone')}</p>
          ) : (
            <ul className="rows">
              {items.map((each) => (
                <li key={each.id}>
                  <span>
                    {each.displayName} · {t('inviteUntil', { at: moment(each.expiresAt) })}{' '}
                    <Tag tone={each.status === 'open' || each.status === 'unconfirmed' ? 'busy' : 'plain'}>
                      {t(invitedText[each.status])}
                    </Tag>
                    <Roles of={each.roles} />
                  </span>
                  {each.status === 'unconfirmed' &&
                    (each.mine ? (
                      <small className="soft">{t('inviteNeedsSecond')}</small>
                    ) : (
                      <Act
                        label={t('inviteConfirm')}
                        why={t('inviteConfirmWhy')}
                        draft={`confirm invitation ${each.id}`}
                        kind="primary"
                        change={() =>
                          call(memberRoutes.confirmInvitation, { params: { invitation: each.id } })
                        }
                      />
                    ))}
                  {(each.status === 'open' || each.status === 'unconfirmed') && (
                    <Act
                      label={t('inviteWithdraw')}
                      why={t('inviteWithdrawWhy')}
                      draft={`invitation ${each.id}`}
                      change={() =>
                        call(memberRoutes.withdrawInvitation, { params: { invitation: each.id } })
                      }
                    />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Found>
      {isInviting && (
        <MemberFormDialog
          title={t('invite')}
          why={t('inviteWhy')}
          draft="invitation"
          begin={noForm}
          close={() => setIsInviting(false)}
          send={async (form) => {
            const answer = await call(memberRoutes.inviteMember, {
              params: {},
              body: form,
              key: key.current,
            });
            key.current = newKey();
            setCode(answer.code);
          }}
        />
      )}
    </section>
  );
}
