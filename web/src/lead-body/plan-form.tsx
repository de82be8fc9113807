import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import { unitClass } from '../../../shared/domain/cycle/cycle.ts';
import { planTask, type PlanTask } from '../../../shared/domain/plans/work-plan.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { ChangedMeanwhile, unlessChanged } from '../api/unless-changed.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Conflict } from '../layout/conflict.tsx';
import { Choice, Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChange, type Place, type Plan } from './use-body.ts';

/** A task as typed. `audience`: `all`, `class <class>` or `unit <unit>`. */
const typed = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  dueOn: z.string(),
  audience: z.string(),
});
type Typed = z.infer<typeof typed>;
const shape = z.array(typed);

/** The plan is written, or written anew: tasks that units have replied to stay. */
export function PlanForm(props: { place: Place; plan: Plan; close: () => void }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { place, plan, close } = props;
  const [known, setKnown] = useState(() => tasksOf(plan));
  const [start] = useState(() => (known.length === 0 ? [newTask()] : known.map(typedFrom)));
  const draft = useDraft(`plan ${place.cycle} ${place.body}`, shape, start);
  const [tried, setTried] = useState(false);
  const tasks = draft.value;
  const put = () => call(planRoutes.fileWorkPlan, { params: place, body: { tasks: tasks.map(taskFrom) } });
  const filing = useChange(
    place,
    (anyway: boolean) =>
      anyway
        ? put()
        : unlessChanged({
            known,
            read: async () => tasksOf(await call(planRoutes.getWorkPlan, { params: place })),
            send: put,
          }),
    () => {
      draft.clear();
      announce(t('planFiled'));
      close();
    },
  );
  const theirs =
    filing.error instanceof ChangedMeanwhile ? z.array(planTask).parse(filing.error.theirs) : null;
  const replied = new Set(
    plan.tasks.filter(({ units }) => units.some(({ reply }) => reply !== null)).map(({ id }) => id),
  );
  const send = (anyway: boolean) => {
    setTried(true);
    if (tasks.every(isWhole)) filing.mutate(anyway);
  };
  const say = (of: readonly Typed[]) => of.map(({ dueOn, title }) => `${dueOn} ${title}`).join('\n');
  return (
    <section className="card">
      <h2>{t(plan.filedAt === null ? 'planWrite' : 'planChange')}</h2>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <ol className="plan-tasks">
        {tasks.map((task, at) => (
          <li key={task.id}>
            <TaskFields
              place={place}
              number={at + 1}
              value={task}
              tried={tried}
              change={(next) => draft.change(tasks.map((each) => (each.id === task.id ? next : each)))}
            />
            {replied.has(task.id) ? (
              <p className="soft">{t('planHasReplies')}</p>
            ) : (
              tasks.length > 1 && (
                <Button
                  label={`${t('planRemove')} ${task.title}`}
                  onClick={() => draft.change(tasks.filter((each) => each.id !== task.id))}
                >
                  {t('planRemove')}
                </Button>
              )
            )}
          </li>
        ))}
      </ol>
      {theirs === null ? (
        <FailedLine error={filing.error} />
      ) : (
        <Conflict
          fields={[{ label: t('bodyPlan'), theirs: say(theirs.map(typedFrom)), mine: say(tasks) }]}
          takeTheirs={() => {
            setKnown(theirs);
            draft.change(theirs.map(typedFrom));
            filing.reset();
          }}
          putMine={() => send(true)}
          busy={filing.isPending}
        />
      )}
      <p className="actions">
        <Button onClick={() => draft.change([...tasks, newTask()])}>{t('planAdd')}</Button>
        <Button kind="primary" busy={filing.isPending} onClick={() => send(false)}>
          {t('planFile')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </p>
    </section>
  );
}

function TaskFields(props: {
  place: Place;
  number: number;
  value: Typed;
  tried: boolean;
  change: (value: Typed) => void;
}) {
  const { t } = useTexts();
  const { place, number, value, tried, change } = props;
  const units = useQuery({
    queryKey: ['units', place.cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle: place.cycle } }),
    staleTime: 600_000,
  });
  const audiences = [
    { value: 'all', label: t('planAll') },
    ...unitClass.options.map((each) => ({ value: `class ${each}`, label: t(`planClass_${each}`) })),
    ...(units.data?.items ?? []).map(({ id, name }) => ({ value: `unit ${id}`, label: name })),
  ];
  return (
    <fieldset className="levels">
      <legend>{t('planTask', { number })}</legend>
      <Field
        label={t('planTitle')}
        value={value.title}
        change={(title) => change({ ...value, title })}
        missing={tried && value.title.trim() === ''}
      />
      <Field
        label={t('planDetail')}
        type="long"
        most={2000}
        value={value.detail}
        change={(detail) => change({ ...value, detail })}
      />
      <div className="fields">
        <Field
          label={t('planDue')}
          type="date"
          value={value.dueOn}
          change={(dueOn) => change({ ...value, dueOn })}
          missing={tried && value.dueOn === ''}
        />
        <Choice
          label={t('planFor')}
          value={value.audience}
          options={audiences}
          change={(audience) => change({ ...value, audience })}
          missing={tried && value.audience === ''}
        />
      </div>
    </fieldset>
  );
}

/** The short name by which the task is known from then on; nobody reads it. */
function newTask(): Typed {
  return { id: `t-${crypto.randomUUID().slice(0, 13)}`, title: '', detail: '', dueOn: '', audience: 'all' };
}

function tasksOf(plan: Plan): PlanTask[] {
  return plan.tasks.map(({ id, title, detail, dueOn, for: audience }) => ({
    id,
    title,
    detail,
    dueOn,
    for: audience,
  }));
}

function typedFrom({ id, title, detail, dueOn, for: audience }: PlanTask): Typed {
  return { id, title, detail: detail ?? '', dueOn, audience: audienceText(audience) };
}

function audienceText(audience: PlanTask['for']): string {
  switch (audience.kind) {
    case 'all':
      return 'all';
    case 'class':
      return `class ${audience.class}`;
    case 'unit':
      return `unit ${audience.unit}`;
  }
}

function isWhole({ title, dueOn, audience }: Typed): boolean {
  return title.trim() !== '' && dueOn !== '' && audience !== '';
}

function taskFrom({ id, title, detail, dueOn, audience }: Typed): PlanTask {
  return {
    id,
    title: title.trim(),
    detail: detail.trim() === '' ? null : detail.trim(),
    dueOn,
    for: audienceFrom(audience),
  };
}

function audienceFrom(text: string): PlanTask['for'] {
  const [kind, of = ''] = text.split(' ');
  if (kind === 'class') return { kind, class: unitClass.parse(of) };
  return kind === 'unit' ? { kind, unit: of } : { kind: 'all' };
}
