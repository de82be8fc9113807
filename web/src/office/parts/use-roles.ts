import { useYear } from '../../session/year.tsx';

/** What the reader may do in the office. A signer reads what an admin works on. */
export function useRoles() {
  const { me } = useYear();
  const has = (role: string) => me.roles.some((held) => held.role === role);
  return {
    isAdmin: has('county-admin'),
    isSigner: has('signer'),
    isAuditor: has('auditor'),
    homeUnit: me.homeUnit,
  };
}
