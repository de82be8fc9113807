import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { auditRoutes } from '../../../shared/contracts/audit-routes.ts';
import type { AuditEntryView } from '../../../shared/contracts/audit-views.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { auditKinds } from '../../../shared/domain/audit/audit-kinds.ts';
import { trailAreaNames, trailAreas } from '../../../shared/domain/audit/audited-records.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { Button } from '../layout/button.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
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
  const entries = (found.data?.pages ?? []).flatMap(({ items }) => items);
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
        <Day label={t('auditFrom')} value={value('from')} change={(to) => ask('from', to)} />
        <Day label={t('auditTo')} value={value('to')} change={(to) => ask('to', to)} />
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
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && entries.length === 0 && !found.hasNextPage && (
        <Nothing title={t('auditNone')} why={t('auditNoneWhy')} />
      )}
      {entries.length > 0 && (
        <ol className="trail-list">
          {entries.map((entry) => (
            <Entry key={entry.hash} of={entry} askActor={(id) => ask('actor', id)} />
          ))}
        </ol>
      )}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('auditMore')}
        </Button>
      )}
    </Page>
  );
}

function Day({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  return (
    <label className="filter">
      <span>{label}</span>
      <input type="date" value={value} onChange={({ target }) => change(target.value)} />
    </label>
  );
}

function Entry({ of: entry, askActor }: { of: AuditEntryView; askActor: (id: string) => void }) {
  const { t, of, moment } = useTexts();
  return (
    <li>
      <p>
        <b>{of(entry.label)}</b> · {of(entry.place.label)}
        {entry.place.name !== null && ` ${entry.place.name}`}
        {entry.about.name !== null && entry.about.name !== entry.place.name && ` · ${entry.about.name}`}
      </p>
      <p className="soft">
        {moment(entry.at)} ·{' '}
        <button type="button" className="link" onClick={() => askActor(entry.actor.id)}>
          {of(entry.actor.name)}
        </button>
        {entry.from !== null && ` · ${entry.from}`}
      </p>
      {entry.changes.length > 0 && (
        <details>
          <summary>{t('auditChanges')}</summary>
          {entry.changes.map((change, place) => (
            <table key={`${change.record.en} ${place}`} className="grid tight">
              <caption>
                {of(change.record)}
                {change.isNew && `（${t('auditNew')}）`}
              </caption>
              <tbody>
                {change.fields.map((field) => (
                  <tr key={field.label.en}>
                    <th scope="row">{of(field.label)}</th>
                    {!change.isNew && (
                      <td className="lines">{field.before === null ? '—' : of(field.before)}</td>
                    )}
                    <td className="lines">{field.after === null ? '—' : of(field.after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
          <p className="soft">
            {t('auditNumber', { number: entry.number })} <code className="secret">{entry.hash}</code>
          </p>
        </details>
      )}
    </li>
  );
}
