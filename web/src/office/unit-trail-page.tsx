import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { auditRoutes } from '../../../shared/contracts/audit-routes.ts';
import { auditKinds } from '../../../shared/domain/audit/audit-kinds.ts';
import { trailAreas, unitAreas } from '../../../shared/domain/audit/audited-records.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { PageHead } from '../layout/page-head.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { DayFilter } from './audit/day-filter.tsx';
import { TrailList } from './audit/trail-list.tsx';
import './office.css';
import { Filter } from './parts/filter.tsx';

const asked = ['kind', 'actor', 'from', 'to'] as const;

/** Who did what to one unit's records: what an admin looks into when the unit asks who changed something of theirs. */
export default function UnitTrailPage() {
  const { t, of } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const names = useNames();
  const [search, setSearch] = useSearchParams();
  const value = (name: string) => search.get(name) ?? '';
  const ask = (name: string, to: string) => {
    const next = new URLSearchParams(search);
    if (to === '') next.delete(name);
    else next.set(name, to);
    setSearch(next, { replace: true });
  };
  const area = unitAreas.find((each) => each === value('area'));
  const rest = Object.fromEntries(asked.flatMap((name) => (value(name) === '' ? [] : [[name, value(name)]])));
  const filter = { ...(area === undefined ? {} : { area }), ...rest };
  const found = useInfiniteQuery({
    queryKey: ['unit-audit', cycle, unit, filter],
    queryFn: ({ pageParam }) =>
      call(auditRoutes.listUnitAuditTrail, {
        params: { cycle, unit },
        query: { ...filter, ...(pageParam === '' ? {} : { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  return (
    <>
      <PageHead title={t('navUnitTrail')} why={t('unitTrailWhy', { unit: names.unit(unit) })}>
        <Link className="button" to={`/console/${cycle}/units/${unit}`}>
          {t('unitBack')}
        </Link>
      </PageHead>
      <div className="tools">
        <Filter
          label={t('auditArea')}
          value={area ?? ''}
          options={unitAreas.map((name) => ({ value: name, label: of(trailAreas[name]) }))}
          change={(to) => ask('area', to)}
        />
        <Filter
          label={t('auditKind')}
          value={value('kind')}
          options={Object.entries(auditKinds).map(([kind, label]) => ({ value: kind, label: of(label) }))}
          change={(to) => ask('kind', to)}
        />
        <DayFilter label={t('auditFrom')} value={value('from')} change={(to) => ask('from', to)} />
        <DayFilter label={t('auditTo')} value={value('to')} change={(to) => ask('to', to)} />
        {value('actor') !== '' && <Button onClick={() => ask('actor', '')}>{t('auditAnybody')}</Button>}
      </div>
      <TrailList
        of={found}
        why={t(Object.keys(filter).length > 0 ? 'auditNoneWhy' : 'unitTrailNone')}
        askActor={(id) => ask('actor', id)}
      />
    </>
  );
}
