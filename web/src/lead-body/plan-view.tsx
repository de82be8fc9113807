import { useState } from 'react';
import * as z from 'zod/mini';
import { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { Field } from '../layout/field.tsx';
import { LongTable } from '../layout/long-table.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { Tag, type Tone } from '../layout/tag.tsx';
import { useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';
import { PlanForm } from './plan-form.tsx';
import { useChange, usePlan, type Place, type Plan } from './use-body.ts';

type Task = Plan['tasks'][number];
type UnitOf = Task['units'][number];
const states: Readonly<Record<UnitOf['state'], Readonly<{ text: TextKey; tone: Tone }>>> = {
  replied: { text: 'plan_replied', tone: 'warn' },
  overdue: { text: 'plan_overdue', tone: 'bad' },
  returned: { text: 'plan_returned', tone: 'bad' },
  open: { text: 'plan_open', tone: 'plain' },
  done: { text: 'plan_done', tone: 'good' },
};
const order = ['replied', 'overdue', 'returned', 'open', 'done'] as const;

/** The body's plan for the year, and how far every unit is with each task. */
export function PlanView({ place }: { place: Place }) {
  const { t, moment } = useTexts();
  const found = usePlan(place);
  const [writing, setWriting] = useState(false);
  if (found.error !== null) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  const plan = found.data;
  if (writing) return <PlanForm place={place} plan={plan} close={() => setWriting(false)} />;
  return (
    <>
      {plan.filedAt === null ? (
        <Nothing title={t('bodyPlanNone')} why={t('planNoneWhy')} />
      ) : (
        <p className="soft">{t('bodyPlanFiledAt', { at: moment(plan.filedAt) })}</p>
      )}
      <div className="tools">
        <Button kind={plan.filedAt === null ? 'primary' : 'plain'} onClick={() => setWriting(true)}>
          {t(plan.filedAt === null ? 'planWrite' : 'planChange')}
        </Button>
      </div>
      {plan.tasks.map((task) => (
        <OneTask key={task.id} of={task} place={place} />
      ))}
    </>
  );
}

function OneTask({ of, place }: { of: Task; place: Place }) {
  const { t, day } = useTexts();
  const [open, setOpen] = useState<string | null>(null);
  const count = (state: UnitOf['state']) => of.units.filter((each) => each.state === state).length;
  const opened = of.units.find(({ unit }) => unit === open);
  // What waits for the body is shown at once.
  const [shown, setShown] = useState(count('replied') + count('overdue') > 0);
  return (
    <section className="card">
      <h2>{of.title}</h2>
      <p className="soft">
        {t('dueOn', { day: day(of.dueOn) })} · {t('planDone', { done: count('done'), all: of.units.length })}
      </p>
      {of.detail !== null && <p className="lines">{of.detail}</p>}
      <details open={shown} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
        <summary>
          {order
            .filter((state) => count(state) > 0)
            .map((state) => (
              <Tag key={state} tone={states[state].tone}>
                {t(states[state].text)} {count(state)}
              </Tag>
            ))}
        </summary>
        {shown && (
          <LongTable<UnitOf>
            label={of.title}
            rows={[...of.units].sort((left, right) => order.indexOf(left.state) - order.indexOf(right.state))}
            keyOf={({ unit }) => unit}
            nameOf={({ name }) => name}
            columns={[
              {
                key: 'unit',
                title: t('unitsName'),
                heading: true,
                width: '12rem',
                cell: ({ unit, name, reply }) =>
                  reply === null ? (
                    name
                  ) : (
                    <button type="button" className="link" onClick={() => setOpen(unit)}>
                      {name}
                    </button>
                  ),
              },
              {
                key: 'state',
                title: t('bodyStatus'),
                width: '8rem',
                cell: ({ state }) => <Tag tone={states[state].tone}>{t(states[state].text)}</Tag>,
              },
              { key: 'reply', title: t('planReply'), cell: ({ reply }) => reply?.text ?? '' },
            ]}
          />
        )}
      </details>
      {opened !== undefined && (
        <Reply key={opened.unit} task={of} of={opened} place={place} close={() => setOpen(null)} />
      )}
    </section>
  );
}

const shape = z.string();

/** What a unit says it has done; the body finds it done, or says what is missing. */
function Reply(props: { task: Task; of: UnitOf; place: Place; close: () => void }) {
  const { t, moment } = useTexts();
  const { me } = useYear();
  const announce = useAnnounce();
  const { task, of, place, close } = props;
  const draft = useDraft(`task ${place.cycle} ${place.body} ${task.id} ${of.unit}`, shape, '');
  const text = draft.value.trim();
  const answering = useChange(
    place,
    (done: boolean) =>
      call(planRoutes.answerTask, {
        params: { ...place, task: task.id, unit: of.unit },
        body: { done, text: text === '' ? null : text, seen: of.reply?.changedAt ?? null },
      }),
    () => {
      draft.clear();
      announce(t('planAnswered', { unit: of.name }));
      close();
    },
  );
  const waits = of.state === 'replied' && of.unit !== me.homeUnit;
  return (
    <Dialog
      title={`${of.name} · ${task.title}`}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          {waits && (
            <>
              <Button
                kind="danger"
                disabled={text === ''}
                busy={answering.isPending}
                onClick={() => answering.mutate(false)}
              >
                {t('planReturn')}
              </Button>
              <Button kind="primary" busy={answering.isPending} onClick={() => answering.mutate(true)}>
                {t('planAccept')}
              </Button>
            </>
          )}
        </>
      }
    >
      {of.reply !== null && (
        <dl className="facts">
          <dt>{t('planReply')}</dt>
          <dd className="lines">
            {of.reply.text}
            <br />
            <small className="soft">
              {moment(of.reply.at)}
              {of.reply.evidence.length > 0 && ` ${t('bodyReplyWith', { count: of.reply.evidence.length })}`}
            </small>
          </dd>
          {of.reply.answer !== null && (
            <>
              <dt>{t('deductionAnswer')}</dt>
              <dd className="lines">{of.reply.answer.text ?? t('plan_done')}</dd>
            </>
          )}
        </dl>
      )}
      {of.unit === me.homeUnit && <p className="soft">{t('reviewRecused')}</p>}
      {waits && (
        <Field label={t('planAnswer')} type="long" most={2000} value={draft.value} change={draft.change} />
      )}
      <FailedLine error={answering.error} />
    </Dialog>
  );
}
