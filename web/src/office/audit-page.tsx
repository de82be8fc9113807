import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { auditRoutes } from '../../../shared/contracts/audit-routes.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { auditKinds } from '../../../shared/domain/audit/audit-kinds.ts';
import { trailAreaNames, trailAreas } from '../../../shared/domain/audit/audited-records.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { DayFilter } from './audit/day-filter.tsx';
import { TrailList } from './audit/trail-list.tsx';
import { Filter } from './parts/filter.tsx';
import { Page } from './parts/page.tsx';
import { useChange } from './parts/use-change.ts';
import { SignedHeads } from './signed-heads.tsx';

const scopes = ['cycle', 'installation'] as const;
const asked = ['area', 'unit', 'actor', 'kind', 'from', 'to'] as const;

/** Who did what, when and from where: the newest first, filtered, and to take away. */
export default function AuditPage() {
  const { t, of } = useTexts();
  const { cycle = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const value = (name: string) => search.get(name) ?? '';
  const ask = (name: string, to: string) => {
    const next = new URLSearchParams(search);
    if (to === '') next.delete(name);
    else next.set(name, to);
    setSearch(next, { replace: true });
  };
  const scope = scopes.find((each) => each === value('of')) ?? 'cycle';
  const area = trailAreaNames.find((each) => each === value('area'));
  const rest = Object.fromEntries(
    asked.flatMap((name) => (name === 'area' || value(name) === '' ? [] : [[name, value(name)]])),
  );
  const filter = { of: scope, ...(area === undefined ? {} : { area }), ...rest };
  const units = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const found = useInfiniteQuery({
    queryKey: ['audit', cycle, filter],
    queryFn: ({ pageParam }) =>
      call(auditRoutes.listAuditTrail, {
        params: { cycle },
        query: { ...filter, ...(pageParam === '' ? {} : { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const exporting = useChange(async (format: 'csv' | 'jsonl') =>
    save(await call(auditRoutes.exportAuditTrail, { params: { cycle }, query: { ...filter, format } })),
  );
  return (
    <Page title={t('navAudit')} why={t('auditWhy')}>
      <div className="tools">
        <Filter
          label={t('auditOf')}
          value={scope === 'cycle' ? '' : scope}
          options={[{ value: 'installation', label: t('auditOf_installation') }]}
          change={(to) => ask('of', to)}
        />
        <Filter
          label={t('auditArea')}
          value={area ?? ''}
          options={trailAreaNames.map((name) => ({ value: name, label: of(trailAreas[name]) }))}
          change={(to) => ask('area', to)}
        />
        <Filter
          label={t('unitsName')}
          value={value('unit')}
          options={(units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          change={(to) => ask('unit', to)}
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
      <div className="tools">
        <Button busy={exporting.isPending} onClick={() => exporting.mutate('csv')}>
          {t('auditCsv')}
        </Button>
        <Button busy={exporting.isPending} onClick={() => exporting.mutate('jsonl')}>
          {t('auditJsonl')}
        </Button>
        <span className="soft">{t('auditExportWhy')}</span>
      </div>
      <FailedLine error={exporting.error} />
      <SignedHeads cycle={cycle} scope={scope} />
      <TrailList of={found} why={t('auditNoneWhy')} askActor={(id) => ask('actor', id)} />
    </Page>
  );
}
