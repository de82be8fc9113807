import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import { call } from '../api/call.ts';
import { CustodyPart } from './custody-part.tsx';
import { Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Act } from './parts/act.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';
import { RunCard } from './run-card.tsx';
import { runKindText, runStatusText } from './run-texts.ts';

/** The year's runs, the newest first: where it is, whom it waits for, and what is to be done by hand. */
export default function RunPage() {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin, isAuditor } = useRoles();
  const found = useQuery({
    queryKey: ['runs', cycle],
    queryFn: () => call(runRoutes.listRuns, { params: { cycle } }),
    // A run that is under way is looked at again and again.
    refetchInterval: ({ state }) => (state.data?.items.at(-1)?.status === 'active' ? 2_000 : false),
  });
  return (
    <Page title={t('navRun')} why={t('runWhy')}>
      <Found of={found}>
        {({ items }) => {
          const [newest, ...earlier] = [...items].reverse();
          return (
            <>
              {newest === undefined && <Nothing title={t('runNone')} why={t('runNoneWhy')} />}
              {newest?.status !== 'active' && newest?.status !== 'published' && <Start cycle={cycle} />}
              {newest !== undefined && <RunCard run={newest} cycle={cycle} />}
              {(isAdmin || isAuditor) && items.some(({ status }) => status === 'published') && (
                <CustodyPart cycle={cycle} />
              )}
              {earlier.length > 0 && <h2>{t('runEarlier')}</h2>}
              {earlier.map((run) => (
                <details key={run.id} className="card fold">
                  <summary>
                    {t(runKindText[run.kind])} · {moment(run.startedAt)}{' '}
                    <Tag>
                      {run.revision === null
                        ? t(runStatusText[run.status])
                        : t('runPublished', { revision: run.revision })}
                    </Tag>
                  </summary>
                  <RunCard run={run} cycle={cycle} />
                </details>
              ))}
            </>
          );
        }}
      </Found>
    </Page>
  );
}

function Start({ cycle }: { cycle: string }) {
  const { t } = useTexts();
  const { isAdmin } = useRoles();
  if (!isAdmin) return null;
  return (
    <div className="tools">
      <Act
        label={t('runStart')}
        why={t('runStartSure')}
        draft={`run ${cycle}`}
        kind="primary"
        change={(_, key) => call(runRoutes.startRun, { params: { cycle }, body: {}, key })}
      />
    </div>
  );
}
