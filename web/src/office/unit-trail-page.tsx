import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { auditRoutes } from '../../../shared/contracts/audit-routes.ts';
import { unitAreas } from '../../../shared/domain/audit/audited-records.ts';
import { call } from '../api/call.ts';
import { PageHead } from '../layout/page-head.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { ActFilters, AreaFilter, useAsked } from './audit/trail-filters.tsx';
import { TrailList } from './audit/trail-list.tsx';
import './office.css';

const asked = ['kind', 'actor', 'from', 'to'] as const;

/** Who did what to one unit's records: what an admin looks into when the unit asks who changed something of theirs. */
export default function UnitTrailPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const names = useNames();
  const { value, ask, given } = useAsked();
  const area = unitAreas.find((each) => each === value('area'));
  const filter = { ...(area === undefined ? {} : { area }), ...given(asked) };
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
        <AreaFilter areas={unitAreas} value={area} ask={ask} />
        <ActFilters value={value} ask={ask} />
      </div>
      <TrailList
        of={found}
        why={t(Object.keys(filter).length > 0 ? 'auditNoneWhy' : 'unitTrailNone')}
        askActor={(id) => ask('actor', id)}
      />
    </>
  );
}
