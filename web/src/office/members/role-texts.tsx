import type { Role, RoleName } from '../../../../shared/domain/people/member.ts';
import { useTexts } from '../../texts/texts.tsx';
import type { TextKey } from '../../texts/zh.ts';
import { useScopeNames } from './use-scope-names.ts';

export const roleText: Readonly<Record<RoleName, TextKey>> = {
  'unit-staff': 'role_unitStaff',
  'unit-leader': 'role_unitLeader',
  reviewer: 'role_reviewer',
  'lead-body': 'role_leadBody',
  'county-admin': 'role_admin',
  signer: 'role_signer',
  auditor: 'role_auditor',
};

/** What somebody may do, and for whom. */
export function RoleLine({ of }: { of: Role }) {
  const { t, day } = useTexts();
  const names = useScopeNames();
  const name = t(roleText[of.role]);
  switch (of.role) {
    case 'unit-staff':
    case 'unit-leader':
      return `${name}（${names.unit(of.unit)}）`;
    case 'lead-body':
      return `${name}（${names.body(of.body)}）`;
    case 'reviewer':
      return of.items.length === 0 ? name : `${name}（${of.items.join('、')}）`;
    case 'auditor':
      return t('auditorLine', { name, until: day(of.until) });
    case 'county-admin':
    case 'signer':
      return name;
  }
}
