import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { role, type Role, type RoleName } from '../../../../shared/domain/people/member.ts';
import { call } from '../../api/call.ts';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Choice, Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { ManyChoice } from '../parts/many-choice.tsx';
import { useChange } from '../parts/use-change.ts';
import { useItems } from '../parts/use-items.ts';
import { RoleLine, roleText } from './role-texts.tsx';
import { useScopeNames } from './use-scope-names.ts';

const formShape = z.object({ displayName: z.string(), homeUnit: z.string(), roles: z.array(role) });
export type MemberForm = z.output<typeof formShape>;
const names = [
  'unit-staff',
  'unit-leader',
  'reviewer',
  'lead-body',
  'county-admin',
  'signer',
  'auditor',
] as const satisfies readonly RoleName[];

/** Who somebody is and what they may do: for an invitation, or to change a member. */
export function MemberFormDialog(props: {
  title: string;
  why: ReactNode;
  draft: string;
  begin: MemberForm;
  close: () => void;
  send: (form: Omit<MemberForm, 'homeUnit'> & { homeUnit: string | null }) => Promise<unknown>;
}) {
  const { t } = useTexts();
  const { title, why, begin, close, send } = props;
  const { cycle } = useYear();
  const scopes = useScopeNames();
  const draft = useDraft(props.draft, formShape, begin);
  const { value } = draft;
  const [tried, setTried] = useState(false);
  const units = useQuery({
    queryKey: ['units', cycle.id],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle: cycle.id } }),
    staleTime: 600_000,
  });
  const sending = useChange(async () => {
    await send({
      displayName: value.displayName.trim(),
      homeUnit: value.homeUnit === '' ? null : value.homeUnit,
      roles: value.roles,
    });
    draft.clear();
    close();
  });
  const ofYear = (units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  // Somebody may belong to a unit that only another year has: it stays chosen, and is named.
  const homes =
    value.homeUnit === '' || ofYear.some(({ value: id }) => id === value.homeUnit)
      ? ofYear
      : [...ofYear, { value: value.homeUnit, label: scopes.unit(value.homeUnit) }];
  const isMissing = value.displayName.trim() === '';
  return (
    <Dialog
      title={title}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={sending.isPending}
            onClick={() => {
              setTried(true);
              if (!isMissing && value.roles.length > 0) sending.mutate();
            }}
          >
            {title}
          </Button>
        </>
      }
    >
      <p className="soft">{why}</p>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <Field
        label={t('memberName')}
        value={value.displayName}
        change={(displayName) => draft.change({ ...value, displayName })}
        missing={tried && isMissing}
      />
      <Choice
        label={t('memberHome')}
        value={value.homeUnit}
        options={homes}
        change={(homeUnit) => draft.change({ ...value, homeUnit })}
      />
      <small className="soft">{t('memberHomeWhy')}</small>
      <h3>{t('memberRoles')}</h3>
      <ul className="rows">
        {value.roles.map((each, place) => (
          <li key={JSON.stringify(each)}>
            <RoleLine of={each} />
            <button
              type="button"
              className="link"
              onClick={() => draft.change({ ...value, roles: value.roles.filter((_, at) => at !== place) })}
            >
              {t('remove')}
            </button>
          </li>
        ))}
      </ul>
      {tried && value.roles.length === 0 && (
        <p className="bad" role="alert">
          {t('memberRoleMissing')}
        </p>
      )}
      <AddRole add={(added) => draft.change({ ...value, roles: [...value.roles, added] })} />
      <FailedLine error={sending.error} />
    </Dialog>
  );
}

function AddRole({ add }: { add: (role: Role) => void }) {
  const { t } = useTexts();
  const { cycle } = useYear();
  const [name, setName] = useState<RoleName>('unit-staff');
  const [scope, setScope] = useState('');
  const [items, setItems] = useState<readonly string[]>([]);
  const params = { cycle: cycle.id };
  const units = useQuery({
    queryKey: ['units', cycle.id],
    queryFn: () => call(cycleRoutes.listUnits, { params }),
    staleTime: 600_000,
  });
  const bodies = useQuery({
    queryKey: ['bodies', cycle.id],
    queryFn: () => call(cycleRoutes.listBodies, { params }),
    staleTime: 600_000,
  });
  const allItems = useItems(cycle.id);
  const made = roleOf(name, scope, items);
  const list = name === 'lead-body' ? bodies.data?.items : units.data?.items;
  const needsScope = name === 'unit-staff' || name === 'unit-leader' || name === 'lead-body';
  return (
    <fieldset className="made">
      <legend>{t('memberAddRole')}</legend>
      <Choice
        label={t('memberRole')}
        value={name}
        options={names.map((value) => ({ value, label: t(roleText[value]) }))}
        change={(value) => {
          setName(names.find((each) => each === value) ?? name);
          setScope('');
        }}
      />
      {needsScope && (
        <Choice
          label={t(name === 'lead-body' ? 'bodyName' : 'unitsName')}
          value={scope}
          options={(list ?? []).map((each) => ({ value: each.id, label: each.name }))}
          change={setScope}
        />
      )}
      {name === 'reviewer' && (
        <ManyChoice label={t('memberItems')} options={allItems} chosen={items} change={setItems} />
      )}
      {name === 'auditor' && <Field label={t('memberUntil')} type="date" value={scope} change={setScope} />}
      <div className="actions">
        <Button
          disabled={made === null}
          onClick={() => {
            if (made !== null) add(made);
          }}
        >
          {t('add')}
        </Button>
      </div>
    </fieldset>
  );
}

/** The role as far as it is filled in; null while something is missing. */
function roleOf(name: RoleName, scope: string, items: readonly string[]): Role | null {
  switch (name) {
    case 'unit-staff':
    case 'unit-leader':
      return scope === '' ? null : { role: name, unit: scope };
    case 'lead-body':
      return scope === '' ? null : { role: name, body: scope };
    case 'reviewer':
      return { role: name, items: [...items] };
    case 'auditor':
      return scope === '' ? null : { role: name, until: scope, cycles: [], units: [] };
    case 'county-admin':
    case 'signer':
      return { role: name };
  }
}
