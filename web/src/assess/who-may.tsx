import { useQuery } from '@tanstack/react-query';
import { peopleRoutes } from '../../../shared/contracts/people-routes.ts';
import { call } from '../api/call.ts';
import { useTexts } from '../texts/texts.tsx';

/** Says of one's own unit why one may not act, and who may instead. */
export function WhoMay(props: { cycle: string; unit: string; act: 'review' | 'deduct'; body?: string }) {
  const { t } = useTexts();
  const { cycle, unit, act, body } = props;
  const found = useQuery({
    queryKey: ['who-may', cycle, unit],
    queryFn: () => call(peopleRoutes.listWhoMay, { params: { cycle, unit } }),
    staleTime: 600_000,
  });
  const people = (found.data?.acts ?? [])
    .filter((each) => each.act === act && (body === undefined || each.body === body))
    .flatMap((each) => each.people.map(({ name }) => name));
  return (
    <p className="callout" role="note">
      {t('reviewRecused')}
      {people.length > 0 && t('reviewInstead', { people: [...new Set(people)].join('、') })}
    </p>
  );
}
