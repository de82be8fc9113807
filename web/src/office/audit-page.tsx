import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { auditRoutes } from '../../../shared/contracts/audit-routes.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { trailAreaNames } from '../../../shared/domain/audit/audited-records.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { ActFilters, AreaFilter, useAsked } from './audit/trail-filters.tsx';
import { TrailList } from './audit/trail-list.tsx';
import { Filter } from './parts/filter.tsx';
import { Page } from './parts/page.tsx';
import { useChange } from './parts/use-change.ts';
import { SignedHeads } from './signed-heads.tsx';

const scopes = ['cycle', 'installation'] as const;
const asked = ['unit', 'actor', 'kind', 'from', 'to'] as const;

/** Who did what, when and from where: the newest first, filtered, and to take away. */
export default function AuditPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { value, ask, given } = useAsked();
  const scope = scopes.find((each) => each === value('of')) ?? 'cycle';
  const area = trailAreaNames.find((each) => each === value('area'));
  const filter = { of: scope, ...(area === undefined ? {} : { area }), ...given(asked) };
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
        <AreaFilter areas={trailAreaNames} value={area} ask={ask} />
        <Filter
          label={t('unitsName')}
          value={value('unit')}
          options={(units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          change={(to) => ask('unit', to)}
        />
        <ActFilters value={value} ask={ask} />
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
