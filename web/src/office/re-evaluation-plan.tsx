import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { reEvaluationRoutes } from '../../../shared/contracts/re-evaluation-routes.ts';
import { inputsChange, type Scope } from '../../../shared/domain/re-evaluation/inputs-change.ts';
import { call } from '../api/call.ts';
import { newKey, useDraft } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { Choice, Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { AddChange } from './add-change.tsx';
import { ChangeLine } from './change-line.tsx';
import { DifferenceReport } from './difference-report.tsx';
import { ManyChoice } from './parts/many-choice.tsx';
import { useChange } from './parts/use-change.ts';
import { useItems } from './parts/use-items.ts';

const planShape = z.object({
  scope: z.enum(['units', 'item', 'all']),
  units: z.array(z.string()),
  item: z.string(),
  reason: z.string(),
  changes: z.array(inputsChange),
});
type Plan = z.output<typeof planShape>;
const noPlan: Plan = { scope: 'units', units: [], item: '', reason: '', changes: [] };
const scopes = ['units', 'item', 'all'] as const;

/** A re-evaluation as it is thought out: what it may touch, what it changes, what would come of it; and then it is started. */
export function ReEvaluationPlan({ cycle }: { cycle: string }) {
  const { t } = useTexts();
  const draft = useDraft(`re-evaluation ${cycle}`, planShape, noPlan);
  const { value: plan } = draft;
  const items = useItems(cycle);
  const units = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const key = useRef(newKey());
  const previewing = useChange((of: Plan) =>
    call(reEvaluationRoutes.previewReEvaluation, { params: { cycle }, body: entryOf(of) }),
  );
  const starting = useChange(async () => {
    await call(reEvaluationRoutes.startReEvaluation, {
      params: { cycle },
      body: entryOf(plan),
      key: key.current,
    });
    draft.clear();
  });
  const change = (next: Partial<Plan>) => {
    // A preview of something else would mislead.
    previewing.reset();
    key.current = newKey();
    draft.change({ ...plan, ...next });
  };
  const isReady =
    plan.reason.trim() !== '' &&
    (plan.scope !== 'units' || plan.units.length > 0) &&
    (plan.scope !== 'item' || plan.item !== '');
  const unitOptions = (units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className="card form">
      <h2>{t('rePlan')}</h2>
      <p className="soft">{t('rePlanWhy')}</p>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <Choice
        label={t('reScope')}
        value={plan.scope}
        options={scopes.map((value) => ({ value, label: t(`reScope_${value}`) }))}
        change={(scope) => change({ scope: scopes.find((each) => each === scope) ?? 'units' })}
      />
      {plan.scope === 'units' && (
        <ManyChoice
          label={t('units')}
          options={unitOptions}
          chosen={plan.units}
          change={(chosen) => change({ units: [...chosen] })}
        />
      )}
      {plan.scope === 'item' && (
        <Choice label={t('item')} value={plan.item} options={items} change={(item) => change({ item })} />
      )}
      <Field
        label={t('reReason')}
        type="long"
        most={2000}
        value={plan.reason}
        change={(reason) => change({ reason })}
      />
      <h3>{t('reChanges')}</h3>
      <p className="soft">{t('reChangesWhy')}</p>
      <ol className="numbered">
        {plan.changes.map((each, place) => (
          <li key={JSON.stringify(each)}>
            <ChangeLine of={each} />{' '}
            <button
              type="button"
              className="link"
              onClick={() => change({ changes: plan.changes.filter((_, at) => at !== place) })}
            >
              {t('remove')}
            </button>
          </li>
        ))}
      </ol>
      <AddChange
        cycle={cycle}
        units={
          plan.scope === 'units' ? unitOptions.filter(({ value }) => plan.units.includes(value)) : unitOptions
        }
        items={plan.scope === 'item' ? items.filter(({ value }) => value === plan.item) : items}
        scope={plan.scope}
        add={(added) => change({ changes: [...plan.changes, added] })}
      />
      <FailedLine error={previewing.error ?? starting.error} />
      <div className="actions">
        <Button
          kind={previewing.data === undefined ? 'primary' : 'plain'}
          disabled={!isReady}
          busy={previewing.isPending}
          onClick={() => previewing.mutate(plan)}
        >
          {t('rePreview')}
        </Button>
        {previewing.data !== undefined && (
          <Button kind="primary" busy={starting.isPending} onClick={() => starting.mutate()}>
            {t('reStart')}
          </Button>
        )}
      </div>
      {previewing.data !== undefined && (
        <>
          <h3>{t('rePreviewTitle')}</h3>
          {previewing.data.appeals.outcomes.length > 0 && (
            <p>{t('reAppeals', { count: previewing.data.appeals.outcomes.length })}</p>
          )}
          <DifferenceReport of={previewing.data.difference} />
        </>
      )}
    </section>
  );
}

function scopeOf({ scope, units, item }: Plan): Scope {
  switch (scope) {
    case 'units':
      return { kind: 'units', units };
    case 'item':
      return { kind: 'item', item };
    case 'all':
      return { kind: 'all' };
  }
}

function entryOf(plan: Plan) {
  return { scope: scopeOf(plan), reason: plan.reason.trim(), changes: plan.changes };
}
