import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { nextCycleRoutes } from '../../../shared/contracts/next-cycle-routes.ts';
import { unitReform } from '../../../shared/domain/cycle/next-cycle.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { NextYearPreview } from './next-year-preview.tsx';
import { Act } from './parts/act.tsx';
import { Found } from './parts/found.tsx';
import { NumberField } from './parts/number-field.tsx';
import { Page } from './parts/page.tsx';
import { useChange } from './parts/use-change.ts';
import { AddReform, ReformLine } from './reforms.tsx';

const planShape = z.object({
  title: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  reforms: z.array(unitReform),
  percent: z.int(),
  exceptions: z.array(z.object({ unit: z.string(), target: z.int() })),
});
type Plan = z.output<typeof planShape>;

/** From this year to the next: what it is called, when it is open, what a reform makes of the units, and their targets. */
export default function NextYearPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const year = useQuery({
    queryKey: ['cycle', cycle],
    queryFn: () => call(cycleRoutes.getCycle, { params: { cycle } }),
  });
  return (
    <Page title={t('navNextYear')} why={t('nextYearWhy')}>
      <Found of={year}>{({ title }) => <Plan cycle={cycle} title={title} />}</Found>
    </Page>
  );
}

function Plan({ cycle, title }: { cycle: string; title: string }) {
  const { t } = useTexts();
  const { cycles } = useYear();
  /** A year that lies ahead is not among those to choose from yet. */
  const [isBegun, setIsBegun] = useState(false);
  const next = String(Number(cycle) + 1);
  const draft = useDraft(`next-year ${cycle}`, planShape, emptyPlan(cycle, next, title));
  const { value: plan } = draft;
  const units = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const previewing = useChange(() =>
    call(nextCycleRoutes.previewNextCycle, { params: { cycle }, body: entryOf(plan, next) }),
  );
  const change = (of: Partial<Plan>) => {
    previewing.reset();
    draft.change({ ...plan, ...of });
  };
  if (isBegun || cycles.some(({ id }) => id === next))
    return (
      <p className="callout" role="status">
        {t('nextYearThere', { year: next })}
      </p>
    );
  const isReady = plan.title.trim() !== '' && plan.opensOn !== '' && plan.closesOn !== '';
  const all = units.data?.items ?? [];
  return (
    <>
      <section className="card form">
        <h2>{t('nextStep1')}</h2>
        {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
        <div className="fields">
          <Field label={t('nextTitle')} value={plan.title} change={(of) => change({ title: of })} />
          <Field
            label={t('nextOpens')}
            type="date"
            value={plan.opensOn}
            change={(opensOn) => change({ opensOn })}
          />
          <Field
            label={t('nextCloses')}
            type="date"
            value={plan.closesOn}
            change={(closesOn) => change({ closesOn })}
          />
        </div>
      </section>
      <section className="card form">
        <h2>{t('nextStep2')}</h2>
        <p className="soft">{t('nextStep2Why')}</p>
        <ol className="numbered">
          {plan.reforms.map((reform, place) => (
            <li key={JSON.stringify(reform)}>
              <ReformLine of={reform} />{' '}
              <button
                type="button"
                className="link"
                onClick={() => change({ reforms: plan.reforms.filter((_, at) => at !== place) })}
              >
                {t('remove')}
              </button>
            </li>
          ))}
        </ol>
        <AddReform
          cycle={cycle}
          units={all}
          reforms={plan.reforms}
          add={(reform) => change({ reforms: [...plan.reforms, reform] })}
        />
      </section>
      <section className="card form">
        <h2>{t('nextStep3')}</h2>
        <p className="soft">{t('nextStep3Why')}</p>
        <NumberField
          label={t('nextPercent')}
          unit="%"
          least={1}
          most={1000}
          value={plan.percent}
          change={(percent) => change({ percent })}
        />
        <ul className="bullets">
          {plan.exceptions.map((each) => (
            <li key={each.unit}>
              {t('nextException', {
                unit: all.find(({ id }) => id === each.unit)?.name ?? each.unit,
                target: each.target,
              })}{' '}
              <button
                type="button"
                className="link"
                onClick={() =>
                  change({ exceptions: plan.exceptions.filter(({ unit }) => unit !== each.unit) })
                }
              >
                {t('remove')}
              </button>
            </li>
          ))}
        </ul>
        <Exception
          cycle={cycle}
          units={all}
          add={(added) =>
            change({ exceptions: [...plan.exceptions.filter(({ unit }) => unit !== added.unit), added] })
          }
        />
      </section>
      <FailedLine error={previewing.error} />
      <div className="actions">
        <Button
          kind={previewing.data === undefined ? 'primary' : 'plain'}
          disabled={!isReady}
          busy={previewing.isPending}
          onClick={() => previewing.mutate()}
        >
          {t('nextPreview')}
        </Button>
        {previewing.data !== undefined && (
          <Act
            label={t('nextBegin', { year: next })}
            why={t('nextBeginWhy')}
            draft={`begin ${next}`}
            kind="primary"
            change={async () => {
              await call(nextCycleRoutes.beginNextCycle, { params: { cycle }, body: entryOf(plan, next) });
              draft.clear();
              setIsBegun(true);
            }}
          />
        )}
      </div>
      {previewing.data !== undefined && <NextYearPreview of={previewing.data} before={all} />}
    </>
  );
}

function Exception(props: {
  cycle: string;
  units: readonly Readonly<{ id: string; name: string }>[];
  add: (of: Plan['exceptions'][number]) => void;
}) {
  const { t } = useTexts();
  const { cycle, units, add } = props;
  return (
    <Act
      label={t('nextExceptionAdd')}
      why={t('nextExceptionWhy')}
      draft={`next-exception ${cycle}`}
      ask={[
        {
          name: 'unit',
          label: t('unitsName'),
          options: units.map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'target', label: t('newTarget') },
      ]}
      change={({ of }) => {
        const target = Number(of('target'));
        add({ unit: of('unit'), target: Number.isInteger(target) ? target : 0 });
        return Promise.resolve();
      }}
    />
  );
}

function emptyPlan(cycle: string, next: string, title: string): Plan {
  return {
    title: title.replace(cycle, next),
    opensOn: `${next}-01-01`,
    closesOn: `${next}-12-31`,
    reforms: [],
    percent: 100,
    exceptions: [],
  };
}

function entryOf({ title, opensOn, closesOn, reforms, percent, exceptions }: Plan, cycle: string) {
  return {
    cycle,
    title: title.trim(),
    window: { opensOn, closesOn },
    reforms,
    targets: percent === 100 ? ({ kind: 'same' } as const) : ({ kind: 'percent', percent } as const),
    exceptions,
  };
}
