import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { handInRoutes } from '../../../shared/contracts/hand-in-routes.ts';
import { inboxRoutes } from '../../../shared/contracts/inbox-routes.ts';
import { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import type { HandInView } from '../../../shared/contracts/assessment-views.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { FailedLine, Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Found } from './parts/found.tsx';
import { OnBehalf } from './parts/on-behalf.tsx';
import { Page } from './parts/page.tsx';
import { useChange } from './parts/use-change.ts';
import { useRoles } from './parts/use-roles.ts';

type Plan = z.output<typeof planRoutes.listWorkPlans.output>['items'][number];
type Body = z.output<typeof cycleRoutes.listBodies.output>['items'][number];

/** Every lead body: its hand-in, its plan and how far units are with it, and its summaries of the quarters. */
export default function LeadBodiesPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const bodies = useQuery({
    queryKey: ['bodies', cycle],
    queryFn: () => call(cycleRoutes.listBodies, { params: { cycle } }),
    staleTime: 600_000,
  });
  const plans = useQuery({
    queryKey: ['plans', cycle],
    queryFn: () => call(planRoutes.listWorkPlans, { params: { cycle } }),
  });
  return (
    <Page title={t('navLeadBodies')} why={t('leadBodiesWhy')}>
      <FailedLine error={plans.error} />
      <Found of={bodies}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={t('leadBodiesNone')} why={t('leadBodiesNoneWhy')} />
          ) : (
            <Bodies bodies={items} plans={plans.data?.items ?? []} />
          )
        }
      </Found>
    </Page>
  );
}

function Bodies({ bodies, plans }: { bodies: readonly Body[]; plans: readonly Plan[] }) {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const [shown, setShown] = useState<Plan | null>(null);
  const handIns = useQueries({
    queries: bodies.map(({ id }) => ({
      queryKey: ['hand-in', cycle, id],
      queryFn: () => call(handInRoutes.getHandIn, { params: { cycle, body: id } }),
    })),
  });
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('bodyName')}>
      <table className="grid stacked middle">
        <thead>
          <tr>
            <th scope="col">{t('bodyName')}</th>
            <th scope="col">{t('bodyItem')}</th>
            <th scope="col">{t('handInState')}</th>
            <th scope="col">{t('planState')}</th>
            <th scope="col">{t('summaries')}</th>
            {isAdmin && <th scope="col">{t('toDo')}</th>}
          </tr>
        </thead>
        <tbody>
          {bodies.map((body, place) => {
            const plan = plans.find((each) => each.body === body.id);
            const handIn = handIns[place];
            const tasks = plan?.tasks.flatMap(({ units }) => units) ?? [];
            const done = tasks.filter(({ state }) => state === 'done').length;
            return (
              <tr key={body.id}>
                <th scope="row">{body.name}</th>
                <td>
                  {body.item} · {t(body.gives === 'points' ? 'givesPoints' : 'givesDeductions')}
                </td>
                <td>
                  <FailedLine error={handIn?.error ?? null} />
                  {handIn?.data !== undefined && <HandInState of={handIn.data} />}
                </td>
                <td>
                  {plan?.filedAt == null ? (
                    <Tag tone="warn">{t('planNone')}</Tag>
                  ) : (
                    <>
                      {t('planProgress', { tasks: plan.tasks.length, done, total: tasks.length })}{' '}
                      <button type="button" className="link" onClick={() => setShown(plan)}>
                        {t('see')}
                      </button>
                    </>
                  )}
                </td>
                <td>
                  <div className="tags">
                    {plan?.summaries.map((each) => (
                      <Tag
                        key={each.quarter}
                        tone={each.text !== null ? 'good' : each.overdue ? 'bad' : 'plain'}
                      >
                        {t(
                          each.text !== null ? 'summaryDone' : each.overdue ? 'summaryLate' : 'summaryOpen',
                          {
                            quarter: each.quarter,
                          },
                        )}
                      </Tag>
                    ))}
                    {plan?.summaries.some(({ text }) => text !== null) === true && (
                      <button type="button" className="link" onClick={() => setShown(plan)}>
                        {t('see')}
                      </button>
                    )}
                  </div>
                </td>
                {isAdmin && (
                  <td>
                    <div className="tools tight one-line">
                      <Remind body={body.id} />
                      {handIn?.data?.status === 'open' && <OnBehalf body={body.id} />}
                    </div>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown !== null && (
        <Dialog
          title={shown.name}
          close={() => setShown(null)}
          actions={<Button onClick={() => setShown(null)}>{t('close')}</Button>}
        >
          {shown.filedAt !== null && (
            <p className="soft">{t('planFiledAt', { at: moment(shown.filedAt) })}</p>
          )}
          <PlanText of={shown} />
        </Dialog>
      )}
    </div>
  );
}

function HandInState({ of }: { of: HandInView }) {
  const { t, moment } = useTexts();
  if (of.status === 'open') return <Tag>{t('handInOpen')}</Tag>;
  if (of.status === 'silent') return <Tag tone="bad">{t('handInSilent')}</Tag>;
  return (
    <>
      <Tag tone="good">{t('handInDone')}</Tag>
      <small>{of.at !== null && moment(of.at)}</small>
      {of.onBehalf !== null && <p className="soft">{t('handInOnBehalf', { reason: of.onBehalf })}</p>}
      {of.note !== null && <p className="lines">{of.note}</p>}
      {of.workReport !== null && (
        <details>
          <summary>{t('workReport')}</summary>
          <p className="lines">{of.workReport}</p>
        </details>
      )}
    </>
  );
}

function PlanText({ of }: { of: Plan }) {
  const { t, day, moment } = useTexts();
  return (
    <>
      {of.tasks.map((task) => {
        const late = task.units.filter(({ state }) => state === 'overdue');
        const done = task.units.filter(({ state }) => state === 'done').length;
        return (
          <article key={task.id} className="entry">
            <h3>{task.title}</h3>
            <p className="soft">
              {day(task.dueOn)} · {t('taskProgress', { done, total: task.units.length })}
            </p>
            {task.detail !== null && <p className="lines">{task.detail}</p>}
            {late.length > 0 && (
              <p className="bad">{t('taskLate', { names: late.map(({ name }) => name).join('、') })}</p>
            )}
          </article>
        );
      })}
      {of.summaries
        .filter(({ text }) => text !== null)
        .map(({ quarter, text, at }) => (
          <article key={quarter} className="entry">
            <h3>{t('summaryOf', { quarter })}</h3>
            <p className="soft">{at !== null && moment(at)}</p>
            <p className="lines">{text}</p>
          </article>
        ))}
    </>
  );
}

function Remind({ body }: { body: string }) {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const reminding = useChange(() =>
    call(inboxRoutes.remindNow, { params: { cycle }, body: { units: [], bodies: [body], kinds: [] } }),
  );
  const outcome = reminding.data?.audiences[0]?.outcome;
  return (
    <>
      <Button busy={reminding.isPending} onClick={() => reminding.mutate()}>
        {t('remind')}
      </Button>
      <FailedLine error={reminding.error} />
      {outcome !== undefined && <span role="status">{t(`remind_${outcome}`)}</span>}
    </>
  );
}
