import { useQuery } from '@tanstack/react-query';
import { peopleRoutes } from '../../../../shared/contracts/people-routes.ts';
import { call } from '../../api/call.ts';
import { useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** That the reader has to keep out of a matter of their own unit, and who may act instead. */
export function WhoMay({ unit, act }: { unit: string; act: 'review' | 'decide' | 'sign' }) {
  const { t } = useTexts();
  const { cycle } = useYear();
  const found = useQuery({
    queryKey: ['who-may', cycle.id, unit],
    queryFn: () => call(peopleRoutes.listWhoMay, { params: { cycle: cycle.id, unit } }),
    staleTime: 600_000,
  });
  const names = found.data?.acts.find((each) => each.act === act)?.people.map(({ name }) => name) ?? [];
  return (
    <p className="soft">
      {names.length === 0 ? t('recusedNobody') : t('recusedInstead', { names: names.join('、') })}
    </p>
  );
}
