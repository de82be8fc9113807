import './office.css';
import { useMutation } from '@tanstack/react-query';
import { Segmented, Select, Table, Tooltip } from 'antd';
import { useState, type Key } from 'react';
import { Link, useParams } from 'react-router';
import { inboxRoutes } from '../../../shared/contracts/inbox-routes.ts';
import { standingRoutes } from '../../../shared/contracts/standing-routes.ts';
import type { StandingLine } from '../../../shared/contracts/standing-views.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { useYear } from '../session/year.tsx';
import { Tag } from '../layout/tag.tsx';
import { Button } from '../layout/button.tsx';
import { Components } from '../layout/components.tsx';
import { useTexts } from '../texts/texts.tsx';
import { HeatMap } from './heat-map.tsx';

const gaps = [
  'overdue',
  'evidence-missing',
  'evidence-returned',
  'contacts',
  'register-behind',
  'unconfirmed',
] as const;
const classes = ['department', 'township', 'park', 'community'] as const;
type Gap = (typeof gaps)[number];
type Class = (typeof classes)[number];

/** All units today: as a list that can be filtered and reminded, and as a picture of units by items. */
export default function UnitsPage() {
  return (
    <Components>
      <Units />
    </Components>
  );
}

function Units() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { me } = useYear();
  const [view, setView] = useState<'table' | 'heat'>('table');
  const [kind, setKind] = useState<Class | ''>('');
  const [gap, setGap] = useState<Gap | ''>('');
  const [chosen, setChosen] = useState<readonly Key[]>([]);
  const found = useWholeList(['standings', cycle], (after) =>
    call(standingRoutes.listStandings, {
      params: { cycle },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  const reminding = useMutation({
    mutationFn: () =>
      call(inboxRoutes.remindNow, {
        params: { cycle },
        body: { units: chosen.map(String), bodies: [], kinds: [] },
      }),
    onSuccess: () => setChosen([]),
  });
  const shown = found.items.filter(
    (each) => (kind === '' || each.class === kind) && (gap === '' || each.gaps.includes(gap)),
  );
  const isAdmin = me.roles.some(({ role }) => role === 'county-admin');
  const reminded = reminding.data?.audiences.filter(({ outcome }) => outcome === 'reminded').length;
  return (
    <>
      <header className="page-head">
        <h1>{t('navUnits')}</h1>
        <p className="soft">{t('unitsWhy')}</p>
      </header>
      <div className="tools">
        <Segmented
          aria-label={t('navUnits')}
          value={view}
          options={[
            { value: 'table', label: t('unitsTable') },
            { value: 'heat', label: t('unitsHeat') },
          ]}
          onChange={setView}
        />
        <Select<Class | ''>
          aria-label={t('unitsClass')}
          className="middle"
          value={kind}
          options={[
            { value: '', label: `${t('unitsClass')}：${t('all')}` },
            ...classes.map((value) => ({ value, label: t(`class_${value}`) })),
          ]}
          onChange={setKind}
        />
        <Select<Gap | ''>
          aria-label={t('unitsGap')}
          className="middle"
          value={gap}
          options={[
            { value: '', label: `${t('unitsGap')}：${t('all')}` },
            ...gaps.map((value) => ({ value, label: t(`gap_${value}`) })),
          ]}
          onChange={setGap}
        />
        {isAdmin && (
          <Button onClick={() => setChosen(chosen.length > 0 ? [] : shown.map(({ unit }) => unit))}>
            {t(chosen.length > 0 ? 'unitsChooseNone' : 'unitsChooseAll')}
          </Button>
        )}
        {isAdmin && (
          <Button
            disabled={chosen.length === 0}
            busy={reminding.isPending}
            onClick={() => reminding.mutate()}
          >
            {t('unitsRemind')}
          </Button>
        )}
        {reminded !== undefined && <span role="status">{t('unitsReminded', { count: reminded })}</span>}
      </div>
      <FailedLine error={reminding.error} />
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && shown.length === 0 && <Nothing title={t('unitsNone')} why={t('unitsNoneWhy')} />}
      {shown.length > 0 &&
        (view === 'heat' ? (
          <HeatMap lines={shown} cycle={cycle} />
        ) : (
          <Lines lines={shown} cycle={cycle} chosen={chosen} choose={isAdmin ? setChosen : null} />
        ))}
    </>
  );
}

function Lines(props: {
  lines: readonly StandingLine[];
  cycle: string;
  chosen: readonly Key[];
  /** Null for who may not remind anybody. */
  choose: ((keys: readonly Key[]) => void) | null;
}) {
  const { t, day } = useTexts();
  const { lines, cycle, chosen, choose } = props;
  return (
    <Table<StandingLine>
      rowKey="unit"
      size="small"
      pagination={false}
      scroll={{ x: 980 }}
      dataSource={[...lines]}
      {...(choose === null
        ? {}
        : {
            rowSelection: {
              hideSelectAll: true,
              columnTitle: '',
              selectedRowKeys: [...chosen],
              onChange: (keys: Key[]) => choose(keys),
            },
          })}
      columns={[
        {
          title: t('unitsName'),
          width: 180,
          rowScope: 'row',
          render: (_, line) => <Link to={`/console/${cycle}/units/${line.unit}`}>{line.name}</Link>,
          sorter: (left, right) => left.order - right.order,
        },
        { title: t('unitsClass'), width: 80, render: (_, line) => t(`class_${line.class}`) },
        {
          title: t('unitsTotal'),
          width: 100,
          align: 'right',
          sorter: (left, right) => Number(left.total) - Number(right.total),
          render: (_, line) => (
            <>
              <b>{line.total}</b>
              <small> / {line.full}</small>
            </>
          ),
        },
        {
          title: t('unitsGap'),
          width: 220,
          render: (_, line) =>
            line.gaps.map((gap) => (
              <Tag key={gap} tone={gap === 'overdue' || gap === 'evidence-returned' ? 'bad' : 'warn'}>
                {t(`gap_${gap}`)}
              </Tag>
            )),
        },
        {
          title: t('unitsMissing'),
          width: 140,
          render: (_, line) => (
            <Tooltip title={line.itemsMissing.join('、')}>
              <span>{line.itemsMissing.slice(0, 4).join('、')}</span>
              {line.itemsMissing.length > 4 && '…'}
            </Tooltip>
          ),
        },
        {
          title: t('unitsWaiting'),
          width: 80,
          align: 'right',
          sorter: (left, right) => left.waiting - right.waiting,
          render: (_, line) => line.waiting,
        },
        {
          title: t('unitsRegister'),
          width: 120,
          align: 'right',
          render: (_, line) => `${line.register.count} / ${line.register.target}`,
        },
        {
          title: t('unitsLast'),
          width: 140,
          sorter: (left, right) => ((left.lastActiveOn ?? '') < (right.lastActiveOn ?? '') ? -1 : 1),
          render: (_, line) => (line.lastActiveOn === null ? t('unitsNever') : day(line.lastActiveOn)),
        },
      ]}
    />
  );
}
