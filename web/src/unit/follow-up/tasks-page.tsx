import '../unit.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { planRoutes } from '../../../../shared/contracts/plan-routes.ts';
import { call } from '../../api/call.ts';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, Loading, Nothing } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Say } from './say.tsx';

const tone = { open: 'busy', replied: 'warn', returned: 'bad', done: 'good', overdue: 'bad' } as const;

/** The tasks that lead bodies have given the unit, what it says it has done, and what they say to that. */
export default function TasksPage() {
  const { t, day } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const params = { cycle, unit };
  const found = useQuery({
    queryKey: ['tasks', cycle, unit],
    queryFn: () => call(planRoutes.listUnitTasks, { params }),
  });
  const order = ['returned', 'overdue', 'open', 'replied', 'done'];
  const items = [...(found.data?.items ?? [])].sort(
    (left, right) =>
      order.indexOf(left.state) - order.indexOf(right.state) || (left.task.dueOn < right.task.dueOn ? -1 : 1),
  );
  return (
    <>
      <PageHead title={t('navTasks')} why={t('tasksWhy')} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.items.length === 0 && <Nothing title={t('tasksNone')} why={t('tasksNoneWhy')} />}
      {items.map(({ body, bodyName, task, state, reply }) => (
        <article key={`${body} ${task.id}`} className="card">
          <h2>
            {task.title} <Tag tone={tone[state]}>{t(`ts_${state}`)}</Tag>
          </h2>
          <p className="soft">
            {bodyName} · {t('dueOn', { day: day(task.dueOn) })}
          </p>
          {task.detail !== null && <p className="lines">{task.detail}</p>}
          {reply !== null && (
            <dl className="pairs">
              <div>
                <dt>{t('tasksOurs')}</dt>
                <dd className="lines">{reply.text}</dd>
              </div>
              {reply.answer?.text != null && (
                <div>
                  <dt>{t('tasksTheirs')}</dt>
                  <dd className="lines">{reply.answer.text}</dd>
                </div>
              )}
            </dl>
          )}
          {state !== 'done' && (
            <Say
              cycle={cycle}
              unit={unit}
              about={`task ${body} ${task.id}`}
              label={t(reply === null ? 'tasksSay' : 'tasksSayAgain')}
              hint={t('tasksHint')}
              withEvidence
              current={reply}
              send={(said) =>
                call(planRoutes.replyToTask, {
                  params: { ...params, body, task: task.id },
                  body: { ...said, seen: reply?.changedAt ?? null },
                })
              }
              shows="tasks"
            />
          )}
        </article>
      ))}
    </>
  );
}
