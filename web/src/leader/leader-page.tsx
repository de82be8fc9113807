import './leader.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { standingRoutes } from '../../../shared/contracts/standing-routes.ts';
import { figuresOf } from '../../../shared/domain/rubric/figures.ts';
import { result } from '../../../shared/domain/scoring/result.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { pageAfter } from '../api/page-query.ts';
import { readPublished } from '../api/published.ts';
import { Button } from '../layout/button.tsx';
import { PageHead } from '../layout/page-head.tsx';
import { Failed, FailedLine, Loading } from '../layout/states.tsx';
import { FoundList } from '../office/parts/found-list.tsx';
import { useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Distribution } from './distribution.tsx';
import { classesOf, moversOf, stoodInResult, stoodToday, weakItemsOf, type Stood } from './leader-facts.ts';
import { ClassTable, Movers, WeakItems } from './leader-tables.tsx';

const mostMovers = 5;
const mostItems = 6;

/** The year on one page, for who leads: how units stand, who moved, where points are lost, classes, and the year before. */
export default function LeaderPage() {
  const { cycle } = useYear();
  return (
    <div className="leader">
      {cycle.published ? <Published year={cycle.id} /> : <Today year={cycle.id} />}
    </div>
  );
}

/** A year's published result; null where none is shown. */
function usePublished(cycle: string | null) {
  return useQuery({
    queryKey: ['published-result', cycle],
    queryFn: () => (cycle === null ? null : readPublished(cycle, 'result.json', result)),
    staleTime: 600_000,
  });
}

function Published({ year }: { year: string }) {
  const { t, moment } = useTexts();
  const found = usePublished(year);
  if (found.data === null) return <Today year={year} />;
  return (
    <>
      <Head why={found.data === undefined ? '' : t('leaderPublished', { at: moment(found.data.frozenAt) })} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && (
        <Sheet
          units={stoodInResult(found.data)}
          // Full marks: the largest, where schemes differ.
          full={Math.max(1, ...found.data.schemes.map(({ base }) => Number(base)))}
        />
      )}
    </>
  );
}

/** The same from the records as they stand today. */
function Today({ year }: { year: string }) {
  const { t, day } = useTexts();
  const [asOf, setAsOf] = useState<string | null>(null);
  const found = useWholeList(['leader', year], async (after) => {
    const page = await call(standingRoutes.listStandings, {
      params: { cycle: year },
      query: pageAfter(after),
    });
    setAsOf(page.asOf);
    return page;
  });
  return (
    <>
      <Head why={asOf === null ? '' : t('leaderToday', { day: day(asOf) })} />
      <FoundList of={found} none={{ title: t('unitsNone'), why: t('leaderNone') }}>
        {(items) =>
          found.isWhole && (
            <Sheet units={stoodToday(items)} full={Math.max(1, ...items.map(({ full }) => Number(full)))} />
          )
        }
      </FoundList>
    </>
  );
}

function Head({ why }: { why: string }) {
  const { t } = useTexts();
  const { cycle } = useYear();
  return (
    <PageHead title={t('leaderTitle', { year: cycle.title })} why={why}>
      <Button onClick={() => window.print()}>{t('print')}</Button>
    </PageHead>
  );
}

function Sheet({ units, full }: { units: readonly Stood[]; full: number }) {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { cycles } = useYear();
  const last = String(Number(cycle) - 1);
  const lastYear = usePublished(cycles.some(({ id, published }) => id === last && published) ? last : null);
  const before = lastYear.data == null ? null : stoodInResult(lastYear.data);
  const now = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const figures = figuresOf(units.map(({ total }) => total));
  const earlier = before === null ? null : figuresOf(before.map(({ total }) => total));
  if (figures === null) return null;
  const from = new Map((now.data?.items ?? []).map(({ id, from: of }) => [id, of.length === 0 ? [id] : of]));
  const rows = [
    { label: t('figMean'), now: figures.mean, was: earlier?.mean },
    { label: t('figMedian'), now: figures.median, was: earlier?.median },
    { label: t('figHighest'), now: figures.highest, was: earlier?.highest },
    { label: t('figLowest'), now: figures.lowest, was: earlier?.lowest },
    {
      label: t('units'),
      now: String(units.length),
      was: before === null ? undefined : String(before.length),
    },
  ];
  return (
    <>
      <FailedLine error={lastYear.error} />
      <dl className="figures">
        {rows.map(({ label, now: value, was }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            {was !== undefined && <dd className="was">{t('figLastYear', { value: was })}</dd>}
          </div>
        ))}
      </dl>
      <div className="leader-grid">
        <Distribution units={units} before={before} full={full} />
        <WeakItems items={weakItemsOf(units, mostItems)} cycle={cycle} />
        <ClassTable classes={classesOf(units)} before={before === null ? [] : classesOf(before)} />
        <Movers of={before === null ? null : moversOf(units, before, from, mostMovers)} />
      </div>
      <p className="soft">{t('leaderHow')}</p>
    </>
  );
}
