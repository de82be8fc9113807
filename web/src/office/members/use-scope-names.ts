import { useQuery } from '@tanstack/react-query';
import { memberRoutes, type ScopeName } from '../../../../shared/contracts/member-routes.ts';
import { call } from '../../api/call.ts';
import { useNames } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** Everybody who is or was a member, and what their units and bodies are called. */
export function useMembers() {
  return useQuery({ queryKey: ['members'], queryFn: () => call(memberRoutes.listMembers, { params: {} }) });
}

/** What a member's units and bodies are called: those of another year than the one that is looked at with that year. */
export function useScopeNames() {
  const { t } = useTexts();
  const { unit, body } = useNames();
  const found = useMembers();
  const named = (known: string, id: string, others: readonly ScopeName[] | undefined) => {
    const other = known === '…' ? others?.find((each) => each.id === id) : undefined;
    return other === undefined ? known : t('memberOtherYear', { name: other.name, year: other.cycle });
  };
  return {
    unit: (id: string) => named(unit(id), id, found.data?.units),
    body: (id: string) => named(body(id), id, found.data?.bodies),
  };
}
