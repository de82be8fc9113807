import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { rubric, schemeFor } from '../../../../shared/domain/rubric/rubric.ts';
import { call } from '../../api/call.ts';

/** The rules that the year's rubric has for a class of unit: null where it has none, undefined while it is read. */
export function useScheme(cycle: string, unitClass: string) {
  const found = useQuery({
    queryKey: ['rubric', cycle],
    queryFn: () => call(cycleRoutes.getRubric, { params: { cycle } }),
    staleTime: 600_000,
  });
  const { data, error, refetch } = found;
  return useMemo(() => {
    const parsed = rubric.safeParse(data).data;
    const scheme = parsed === undefined ? null : schemeFor(parsed, unitClass);
    return { data: data === undefined ? undefined : scheme, error, refetch };
  }, [data, error, refetch, unitClass]);
}
