import '../unit.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { importRoutes } from '../../../../shared/contracts/import-routes.ts';
import { registerRoutes } from '../../../../shared/contracts/register-routes.ts';
import {
  notCountedReasons,
  type NotCountedReason,
} from '../../../../shared/domain/register/count-register.ts';
import type { RegisterRow } from '../../../../shared/domain/register/register-row.ts';
import { call } from '../../api/call.ts';
import { useWholeList } from '../../api/lists.ts';
import { Button } from '../../layout/button.tsx';
import { LongTable, type LongColumn } from '../../layout/long-table.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useMayKeep, YearStage } from '../../layout/year-stage.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { LinkFindings } from './link-findings.tsx';
import { RowAct } from './row-act.tsx';
import { AddRow, CorrectRow, RowHistory, WithdrawRow } from './row-dialogs.tsx';

type Counting = 'counts' | 'not' | NotCountedReason;
type Open = Readonly<{ what: 'correct' | 'withdraw' | 'history'; row: RegisterRow }>;
const wasChanged = (row: RegisterRow) => row.changedAt !== row.addedAt;
const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A unit's register of published information: searched, filtered, sorted, corrected, brought in and taken out. */
export default function RegisterPage() {
  const { t, of: say } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const [search, setSearch] = useState('');
  const [column, setColumn] = useState('');
  const [month, setMonth] = useState('');
  const [counting, setCounting] = useState<Counting | ''>('');
  const mayKeep = useMayKeep(unit);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const year = useQuery({
    queryKey: ['cycle', cycle],
    queryFn: () => call(cycleRoutes.getCycle, { params: { cycle } }),
    staleTime: 600_000,
  });
  const pageOf = (after: string | undefined) => ({
    params: { cycle, unit },
    query: { limit: 200, ...(after === undefined ? {} : { after }) },
  });
  const found = useWholeList(['register', cycle, unit], (after) =>
    call(registerRoutes.listRegisterRows, pageOf(after)),
  );
  const not = useWholeList(['register-not-counted', cycle, unit], (after) =>
    call(registerRoutes.listRowsNotCounted, pageOf(after)),
  );
  const exporting = useMutation({
    mutationFn: () => call(importRoutes.getRegisterFile, { params: { cycle, unit } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const columns = useMemo(
    () => new Map((year.data?.columns ?? []).map(({ id, label }) => [id, say(label)])),
    [year.data, say],
  );
  const place = { cycle, unit, columns, opens: year.data?.window.opensOn ?? '' };
  const reasons = useMemo(() => new Map(not.items.map(({ row, reason }) => [row, reason])), [not.items]);
  const shown = useMemo(() => {
    const words = search.trim().toLowerCase();
    return found.items.filter((row) => {
      const { entry, status } = row;
      const reason = reasons.get(row.id) ?? null;
      if (counting === '' && status === 'withdrawn') return false;
      if (counting === 'counts' && reason !== null) return false;
      if (counting === 'not' && reason === null) return false;
      if (counting !== '' && counting !== 'counts' && counting !== 'not' && reason !== counting) return false;
      if (column !== '' && entry.column !== column) return false;
      if (month !== '' && entry.publishedOn.slice(5, 7) !== month) return false;
      return (
        words === '' ||
        `${entry.title} ${entry.documentNumber ?? ''} ${entry.url ?? ''} ${entry.responsibleOffice}`
          .toLowerCase()
          .includes(words)
      );
    });
  }, [found.items, reasons, search, column, month, counting]);
  // A year that is closed has nothing to do, but for what rows said before.
  const mayDo = mayKeep || found.items.some(wasChanged);
  const tableColumns: readonly LongColumn<RegisterRow>[] = [
    {
      key: 'title',
      title: t('registerTitle'),
      heading: true,
      cell: ({ entry }) =>
        entry.url === null ? (
          entry.title
        ) : (
          <a href={entry.url} target="_blank" rel="noreferrer noopener">
            {entry.title}
          </a>
        ),
      compare: (left, right) => left.entry.title.localeCompare(right.entry.title, 'zh'),
    },
    {
      key: 'column',
      title: t('registerColumn'),
      width: '8rem',
      cell: ({ entry }) => columns.get(entry.column) ?? '',
    },
    {
      key: 'number',
      title: t('registerNumber'),
      width: '9rem',
      cell: ({ entry }) => entry.documentNumber ?? '',
    },
    {
      key: 'published',
      title: t('registerPublished'),
      width: '8rem',
      cell: ({ entry }) => entry.publishedOn,
      compare: (left, right) => (left.entry.publishedOn < right.entry.publishedOn ? -1 : 1),
    },
    {
      key: 'counts',
      title: t('registerCounts'),
      width: '9rem',
      cell: ({ id }) => {
        const reason = reasons.get(id);
        return reason === undefined ? (
          not.isWhole && <Tag tone="good">{t('registerDoesCount')}</Tag>
        ) : (
          <Tag tone={reason === 'withdrawn' ? 'plain' : 'warn'}>{t(`nc_${reason}`)}</Tag>
        );
      },
    },
    ...(mayDo
      ? [
          {
            key: 'do',
            title: t('evidenceDo'),
            width: '10rem',
            cell: (row: RegisterRow) => (
              <span className="row-actions">
                {mayKeep && row.status === 'current' && (
                  <>
                    <RowAct
                      text={t('registerCorrect')}
                      name={row.entry.title}
                      go={() => setOpen({ what: 'correct', row })}
                    />
                    <RowAct
                      text={t('registerWithdraw')}
                      name={row.entry.title}
                      go={() => setOpen({ what: 'withdraw', row })}
                    />
                  </>
                )}
                {wasChanged(row) && (
                  <RowAct
                    text={t('registerHistoryShort')}
                    name={row.entry.title}
                    go={() => setOpen({ what: 'history', row })}
                  />
                )}
              </span>
            ),
          },
        ]
      : []),
  ];
  const close = () => setOpen(null);
  return (
    <>
      <PageHead title={t('navRegister')} why={t('registerWhy')}>
        {mayKeep && (
          <>
            <Button kind="primary" onClick={() => setAdding(true)}>
              {t('registerAdd')}
            </Button>
            <Link className="button" to="import">
              {t('registerImport')}
            </Link>
          </>
        )}
        <Button busy={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('registerExport')}
        </Button>
      </PageHead>
      <YearStage />
      <FailedLine error={exporting.error} />
      <LinkFindings
        cycle={cycle}
        unit={unit}
        rows={found.items}
        correct={mayKeep ? (row) => setOpen({ what: 'correct', row }) : null}
      />
      <div className="tools" role="search">
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('registerSearch')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <select
          aria-label={t('registerColumn')}
          value={column}
          onChange={({ target }) => setColumn(target.value)}
        >
          <option value="">{t('registerAllColumns')}</option>
          {[...columns].map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <select
          aria-label={t('registerMonth')}
          value={month}
          onChange={({ target }) => setMonth(target.value)}
        >
          <option value="">{t('registerAllMonths')}</option>
          {months.map((each) => (
            <option key={each} value={each}>
              {t('registerInMonth', { month: Number(each) })}
            </option>
          ))}
        </select>
        <select
          aria-label={t('registerCounts')}
          value={counting}
          onChange={({ target }) => setCounting(countings.find((each) => each === target.value) ?? '')}
        >
          <option value="">{t('registerAllRows')}</option>
          <option value="counts">{t('registerOnlyCounting')}</option>
          <option value="not">{t('registerOnlyNot')}</option>
          {notCountedReasons.map((reason) => (
            <option key={reason} value={reason}>
              {t('registerNotBecause', { reason: t(`nc_${reason}`) })}
            </option>
          ))}
        </select>
      </div>
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && found.items.length === 0 && (
        <Nothing title={t('registerNone')} why={t('registerNoneWhy')} />
      )}
      {found.items.length > 0 && (
        <>
          <p className="soft" role="status">
            {found.isWhole
              ? t('registerShown', { count: found.items.length, shown: shown.length })
              : t('registerReading', { count: found.items.length })}
          </p>
          <LongTable
            label={t('navRegister')}
            rows={shown}
            columns={tableColumns}
            keyOf={({ id }) => id}
            nameOf={({ entry }) => entry.title}
            classOf={({ status }) => (status === 'withdrawn' ? 'muted' : '')}
            sorted={{ by: 'published', descending: true }}
          />
        </>
      )}
      {adding && <AddRow place={place} close={() => setAdding(false)} />}
      {open?.what === 'correct' && <CorrectRow row={open.row} place={place} close={close} />}
      {open?.what === 'withdraw' && <WithdrawRow row={open.row} place={place} close={close} />}
      {open?.what === 'history' && <RowHistory row={open.row} place={place} close={close} />}
    </>
  );
}

const countings: readonly Counting[] = ['counts', 'not', ...notCountedReasons];
