import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import { dryRunRoutes } from '../../../shared/contracts/dry-run-routes.ts';
import { call } from '../api/call.ts';
import { newKey } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine, Nothing } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useChange } from './parts/use-change.ts';
import { useRoles } from './parts/use-roles.ts';
import { SignOffWarnings } from './sign-off-warnings.tsx';
import { UnitChanges } from './unit-changes.tsx';

/** What the report would say today, as often as somebody wants to know; nothing of it is published. */
export default function DryRunsPage() {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const [chosen, setChosen] = useState<string | null>(null);
  const key = useRef(newKey());
  const found = useQuery({
    queryKey: ['dry-runs', cycle],
    queryFn: () => call(dryRunRoutes.listDryRuns, { params: { cycle } }),
  });
  const making = useChange(async () => {
    const made = await call(dryRunRoutes.makeDryRun, { params: { cycle }, body: {}, key: key.current });
    // The next one is another one; only what was sent twice is the same.
    key.current = newKey();
    setChosen(made.dryRun.id);
  });
  return (
    <Page title={t('navDryRuns')} why={t('dryRunsWhy')}>
      {isAdmin && (
        <div className="tools">
          <Button kind="primary" busy={making.isPending} onClick={() => making.mutate()}>
            {t('dryRunMake')}
          </Button>
          {making.isPending && <span role="status">{t('dryRunUnderWay')}</span>}
        </div>
      )}
      <FailedLine error={making.error} />
      <Found of={found}>
        {({ items }) => {
          const newest = [...items].sort((left, right) => (left.at < right.at ? 1 : -1));
          const shown = chosen ?? newest[0]?.id;
          if (shown === undefined) return <Nothing title={t('dryRunsNone')} why={t('dryRunsNoneWhy')} />;
          return (
            <>
              <label className="filter">
                <span>{t('dryRunChoose')}</span>
                <select value={shown} onChange={({ target }) => setChosen(target.value)}>
                  {newest.map(({ id, at, units }) => (
                    <option key={id} value={id}>
                      {t('dryRunLine', { at: moment(at), units })}
                    </option>
                  ))}
                </select>
              </label>
              <One dryRun={shown} />
            </>
          );
        }}
      </Found>
    </Page>
  );
}

function One({ dryRun }: { dryRun: string }) {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['dry-run', cycle, dryRun],
    queryFn: () => call(dryRunRoutes.getDryRun, { params: { cycle, dryRun } }),
  });
  return (
    <Found of={found}>
      {({ before, units, warnings }) => (
        <>
          <section className="card">
            <h2>{t('runWarnings')}</h2>
            <SignOffWarnings of={warnings} />
          </section>
          <UnitChanges
            units={units}
            before={before === null ? t('dryRunFirst') : t('dryRunBefore', { at: moment(before.at) })}
          />
        </>
      )}
    </Found>
  );
}
