import { useQuery } from '@tanstack/react-query';
import { createContext, Suspense, use, useMemo, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type * as z from 'zod/mini';
import { sessionRoutes } from '../../../shared/contracts/session-routes.ts';
import { call, Refused } from '../api/call.ts';
import { Failed, Loading, Nothing } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { JoinScreen } from './join.ts';

type Me = z.output<typeof sessionRoutes.getMe.output>;
type Cycle = z.output<typeof sessionRoutes.listCycles.output>['items'][number];
type Year = Readonly<{ me: Me; cycle: Cycle; cycles: readonly Cycle[] }>;

const Context = createContext<Year | null>(null);

/** Who is signed in and which year the address is about: the newest, where it names none. */
export function YearProvider({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const me = useQuery({ queryKey: ['me'], queryFn: () => call(sessionRoutes.getMe, { params: {} }) });
  const cycles = useQuery({
    queryKey: ['cycles'],
    queryFn: () => call(sessionRoutes.listCycles, { params: {} }),
  });
  const named = /^\/console\/(\d{4})(?:\/|$)/.exec(pathname)?.[1];
  const year = useMemo((): Year | null => {
    const items = cycles.data?.items ?? [];
    const cycle = items.find(({ id }) => id === named) ?? items[0];
    return me.data === undefined || cycle === undefined ? null : { me: me.data, cycle, cycles: items };
  }, [me.data, cycles.data, named]);
  const error = me.error ?? cycles.error;
  if (error instanceof Refused && error.problem.code === 'not-a-member')
    return (
      <Suspense fallback={<Loading />}>
        <JoinScreen />
      </Suspense>
    );
  if (error !== null)
    return <Failed error={error} retry={() => void Promise.all([me.refetch(), cycles.refetch()])} whole />;
  if (me.isPending || cycles.isPending) return <Loading />;
  if (year === null) return <Nothing title={t('noYear')} why={t('noYearWhy')} />;
  return <Context value={year}>{children}</Context>;
}

export function useYear(): Year {
  const year = use(Context);
  if (year === null) throw new Error('useYear outside of YearProvider');
  return year;
}

/** Whether the reader speaks for that unit: its information staff fill in, reply and appeal, and all others read. */
export function useIsStaff(unit: string): boolean {
  return useYear().me.roles.some((held) => held.role === 'unit-staff' && held.unit === unit);
}

/** The units and bodies of the year by their ids, for their names. */
export function useNames() {
  const { cycle } = useYear();
  const params = { cycle: cycle.id };
  const units = useQuery({
    queryKey: ['units', cycle.id],
    queryFn: () => call(sessionRoutes.listUnits, { params }),
    staleTime: 600_000,
  });
  const bodies = useQuery({
    queryKey: ['bodies', cycle.id],
    queryFn: () => call(sessionRoutes.listBodies, { params }),
    staleTime: 600_000,
  });
  return useMemo(() => {
    const unitNames = new Map((units.data?.items ?? []).map(({ id, name }) => [id, name]));
    const bodyNames = new Map((bodies.data?.items ?? []).map(({ id, name }) => [id, name]));
    const bodyGives = new Map((bodies.data?.items ?? []).map(({ id, gives }) => [id, gives]));
    return {
      unit: (id: string) => unitNames.get(id) ?? '…',
      body: (id: string) => bodyNames.get(id) ?? '…',
      /** Whether a body takes points or gives them; null while that is read. */
      gives: (id: string) => bodyGives.get(id) ?? null,
    };
  }, [units.data, bodies.data]);
}
