import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { appealRoutes } from '../../../shared/contracts/appeal-routes.ts';
import { assessmentRoutes } from '../../../shared/contracts/assessment-routes.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import { problemRoutes } from '../../../shared/contracts/problem-routes.ts';
import { requestRoutes } from '../../../shared/contracts/request-routes.ts';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import { standingRoutes } from '../../../shared/contracts/standing-routes.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { pageAfter } from '../api/page-query.ts';
import { Failed, FailedLine } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';
import { toDoOf } from './to-do.ts';
import { yearTimeline, type Stage, type YearFacts } from './year-timeline.ts';

const stateText = { done: 'tlDone', now: 'tlNow', late: 'tlLate', next: 'tlNext' } as const;
const stateTone = { done: 'good', now: 'busy', late: 'bad', next: 'plain' } as const;

/** Where the office begins: what waits for the reader, and the year from its opening to the last mended problem. */
export default function YearPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const params = { cycle };
  const year = useQuery({
    queryKey: ['cycle', cycle],
    queryFn: () => call(cycleRoutes.getCycle, { params }),
  });
  const plans = useQuery({
    queryKey: ['plans', cycle],
    queryFn: () => call(planRoutes.listWorkPlans, { params }),
  });
  const runs = useQuery({ queryKey: ['runs', cycle], queryFn: () => call(runRoutes.listRuns, { params }) });
  const appeals = useQuery({
    queryKey: ['appeals', cycle],
    queryFn: () => call(appealRoutes.listAppeals, { params }),
  });
  const letters = useQuery({
    queryKey: ['problem-letters', cycle],
    queryFn: () => call(problemRoutes.listProblemLetters, { params }),
  });
  const today = useQuery({
    queryKey: ['today', cycle],
    queryFn: () => call(standingRoutes.listStandings, { params, query: { limit: 1 } }),
  });
  return (
    <Page title={t('navYear')} why={t('yearWhy')}>
      <ToDo
        runs={runs.data?.items ?? []}
        appeals={appeals.data?.items ?? []}
        letters={letters.data?.items ?? []}
        rubricIsDraft={year.data?.rubricIsDraft ?? false}
      />
      <section className="card">
        <h2>{t('yearCourse')}</h2>
        <Found of={year}>
          {(of) => (
            <Found of={today}>
              {({ asOf }) => (
                <Course
                  facts={{
                    cycle: of,
                    plans: plans.data?.items ?? [],
                    runs: runs.data?.items ?? [],
                    appeals: appeals.data?.figures ?? null,
                    letters: letters.data ?? null,
                  }}
                  today={asOf}
                />
              )}
            </Found>
          )}
        </Found>
        <FailedLine error={plans.error ?? runs.error ?? appeals.error ?? letters.error} />
      </section>
    </Page>
  );
}

function Course({ facts, today }: { facts: YearFacts; today: string }) {
  const { t, day } = useTexts();
  const stages = yearTimeline(facts, today);
  const place = stages.findIndex(({ on, state }) => state !== 'done' && (on === null || on >= today));
  return (
    <ol className="timeline">
      {stages.map((stage, at) => (
        <li key={stage.id} className={stage.state}>
          {at === place && (
            <p className="today" role="note">
              {t('tlToday', { day: day(today) })}
            </p>
          )}
          <StageLine of={stage} cycle={facts.cycle.id} />
        </li>
      ))}
    </ol>
  );
}

function StageLine({ of, cycle }: { of: Stage; cycle: string }) {
  const { t, day } = useTexts();
  const title = t(of.title, of.facts);
  return (
    <div className="stage">
      <span className="when">{of.on === null ? t('tlNoDay') : day(of.on)}</span>
      <span className="what">
        {of.to === null ? title : <Link to={`/console/${cycle}/${of.to}`}>{title}</Link>}
      </span>
      <Tag tone={stateTone[of.state]}>{t(stateText[of.state])}</Tag>
    </div>
  );
}

type ToDoFacts = Pick<Parameters<typeof toDoOf>[0], 'runs' | 'appeals' | 'letters' | 'rubricIsDraft'>;

function ToDo(facts: ToDoFacts) {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin, isSigner } = useRoles();
  const params = { cycle };

  const city = useWholeList(['city-deductions', cycle], (after) =>
    call(assessmentRoutes.listCityDeductions, { params, query: pageAfter(after) }),
  );
  const incidents = useWholeList(['incidents', cycle], (after) =>
    call(assessmentRoutes.listIncidents, { params, query: pageAfter(after) }),
  );
  const standings = useWholeList(['standings', cycle], (after) =>
    call(standingRoutes.listStandings, { params, query: pageAfter(after) }),
  );
  const requests = useWholeList(['request-counts', cycle], (after) =>
    call(requestRoutes.countRequests, { params, query: pageAfter(after) }),
  );
  const todo = toDoOf({
    ...facts,
    decisions: [...city.items, ...incidents.items],
    standings: standings.items,
    requests: requests.items,
    isAdmin,
    isSigner,
  });
  const read = [city, incidents, standings, requests];
  const isWhole = read.every((each) => each.isWhole);
  const error = read.find((each) => each.error !== null)?.error ?? null;
  return (
    <section className="card" aria-busy={!isWhole && error === null}>
      <h2>{t('todoTitle')}</h2>
      {error !== null && (
        <Failed
          error={error}
          retry={() => {
            for (const each of read) if (each.error !== null) each.refetch();
          }}
        />
      )}
      {todo.length === 0 && error === null && <p className="soft">{t(isWhole ? 'todoNone' : 'loading')}</p>}
      <ul className="todo">
        {todo.map(({ text, count, to, isUrgent }) => (
          <li key={text} className={isUrgent ? 'urgent' : ''}>
            <Link to={`/console/${cycle}/${to}`}>{t(text, { count })}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
