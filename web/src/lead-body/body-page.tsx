import './lead-body.css';
import { useParams, useSearchParams } from 'react-router';
import { PageHead } from '../layout/page-head.tsx';
import { Tabs } from '../layout/tabs.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { DeductionsView } from './deductions-view.tsx';
import { HandInView } from './hand-in-view.tsx';
import { PlanView } from './plan-view.tsx';
import { SummariesView } from './summaries-view.tsx';
import { useDeductions, usePlan, type Place } from './use-body.ts';

const views = ['deductions', 'plan', 'summaries', 'hand-in'] as const;
type View = (typeof views)[number];

/** A lead body's year: what it takes from units, its plan, its summaries, and the hand-in. */
export default function BodyPage() {
  const { t } = useTexts();
  const { cycle = '', body = '' } = useParams();
  const place = { cycle, body };
  const names = useNames();
  const [search, setSearch] = useSearchParams();
  const takes = names.gives(body) !== 'points';
  const shown = views.filter((view) => takes || view !== 'deductions');
  const view = shown.find((each) => each === search.get('view')) ?? shown[0] ?? 'plan';
  const open = (next: View) => setSearch({ view: next }, { replace: true });
  const titles: Readonly<Record<View, string>> = {
    deductions: t('bodyDeductions'),
    plan: t('bodyPlan'),
    summaries: t('bodySummaries'),
    'hand-in': t('bodyHandIn'),
  };
  const name = names.body(body) === '…' ? t(takes ? 'navBody' : 'navBodyPlan') : names.body(body);
  return (
    <>
      <PageHead title={name} why={t(takes ? 'bodyWhy' : 'bodyWhyPoints')} />
      <Waiting place={place} open={open} />
      <Tabs label={name} tabs={shown.map((key) => ({ key, title: titles[key] }))} chosen={view} choose={open}>
        {view === 'deductions' && <DeductionsView place={place} />}
        {view === 'plan' && <PlanView place={place} />}
        {view === 'summaries' && <SummariesView place={place} />}
        {view === 'hand-in' && <HandInView place={place} />}
      </Tabs>
    </>
  );
}

/** What waits for the body or is late, with the way there. */
function Waiting({ place, open }: { place: Place; open: (view: View) => void }) {
  const { t } = useTexts();
  const deductions = useDeductions(place);
  const plan = usePlan(place);
  const states = (plan.data?.tasks ?? []).flatMap(({ units }) => units.map(({ state }) => state));
  const late = (plan.data?.summaries ?? []).filter(({ overdue }) => overdue);
  const lines = [
    {
      view: 'deductions',
      text: 'bodyWaitReplies',
      count: deductions.items.filter(({ status }) => status === 'replied').length,
    },
    { view: 'plan', text: 'bodyWaitTasks', count: states.filter((state) => state === 'replied').length },
    { view: 'plan', text: 'bodyWaitOverdue', count: states.filter((state) => state === 'overdue').length },
    { view: 'summaries', text: 'bodyWaitSummaries', count: late.length },
  ] as const;
  const waiting = lines.filter(({ count }) => count > 0);
  if (waiting.length === 0) return null;
  return (
    <ul className="callout waits" aria-label={t('bodyWaits')}>
      {waiting.map(({ view, text, count }) => (
        <li key={text}>
          <button type="button" className="link" onClick={() => open(view)}>
            {t(text, { count })}
          </button>
        </li>
      ))}
    </ul>
  );
}
