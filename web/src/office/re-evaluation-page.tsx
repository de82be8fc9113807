import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { reEvaluationRoutes } from '../../../shared/contracts/re-evaluation-routes.ts';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import { call } from '../api/call.ts';
import { FailedLine, Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { ChangeLine } from './change-line.tsx';
import { DifferenceReport } from './difference-report.tsx';
import { Act } from './parts/act.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';
import { ReEvaluationPlan } from './re-evaluation-plan.tsx';
import { runStatusText } from './run-texts.ts';

const kindText = {
  'year-end': 'rv_yearEnd',
  're-evaluation': 'rv_reEvaluation',
  withdrawal: 'rv_withdrawal',
} as const;
const stateText = {
  'in-force': 'rvs_inForce',
  superseded: 'rvs_superseded',
  withdrawal: 'rvs_withdrawal',
} as const;

/** After publication: every revision of the report, corrections by a re-evaluation, and taking the report back. */
export default function ReEvaluationPage() {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin, isSigner } = useRoles();
  const revisions = useQuery({
    queryKey: ['revisions', cycle],
    queryFn: () => call(reEvaluationRoutes.listRevisions, { params: { cycle } }),
  });
  const runs = useQuery({
    queryKey: ['runs', cycle],
    queryFn: () => call(runRoutes.listRuns, { params: { cycle } }),
  });
  const earlier = (runs.data?.items ?? []).filter(({ kind }) => kind === 're-evaluation').reverse();
  const isActive = runs.data?.items.some(({ status }) => status === 'active') === true;
  return (
    <Page title={t('navReEvaluation')} why={t('reWhy')}>
      <Found of={revisions}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={t('reNothing')} why={t('reNothingWhy')} />
          ) : (
            <>
              <section className="card">
                <h2>{t('revisions')}</h2>
                <ul className="rows">
                  {items.map((each) => (
                    <li key={each.revision}>
                      <span>
                        {each.address === null ? (
                          t('revisionNumber', { revision: each.revision })
                        ) : (
                          <a href={each.address}>{t('revisionNumber', { revision: each.revision })}</a>
                        )}{' '}
                        · {t(kindText[each.kind])} · {moment(each.at)}
                        {each.reason !== null && <span className="soft"> · {each.reason}</span>}
                      </span>
                      <Tag
                        tone={
                          each.state === 'in-force' ? 'good' : each.state === 'withdrawal' ? 'bad' : 'plain'
                        }
                      >
                        {t(stateText[each.state])}
                      </Tag>
                    </li>
                  ))}
                </ul>
                {isSigner && items[0]?.kind !== 'withdrawal' && <Withdraw cycle={cycle} />}
              </section>
              {isAdmin && isActive && <p className="callout">{t('reRunActive')}</p>}
              {isAdmin && !isActive && <ReEvaluationPlan cycle={cycle} />}
            </>
          )
        }
      </Found>
      <FailedLine error={runs.error} />
      {earlier.map((run) => (
        <Earlier
          key={run.id}
          run={run.id}
          title={t('reEarlier', { at: moment(run.startedAt) })}
          status={t(runStatusText[run.status])}
        />
      ))}
    </Page>
  );
}

function Withdraw({ cycle }: { cycle: string }) {
  const { t } = useTexts();
  return (
    <Act
      label={t('withdrawReport')}
      why={t('withdrawReportWhy')}
      draft={`withdraw ${cycle}`}
      kind="danger"
      ask={[
        { name: 'reason', label: t('withdrawReason'), type: 'long' },
        {
          name: 'hides',
          label: t('withdrawHides'),
          options: [
            { value: 'no', label: t('withdrawHidesNo') },
            { value: 'yes', label: t('withdrawHidesYes') },
          ],
        },
      ]}
      change={({ of }) =>
        call(reEvaluationRoutes.withdrawReport, {
          params: { cycle },
          body: { reason: of('reason'), hidesEarlier: of('hides') === 'yes' },
        })
      }
    />
  );
}

/** A re-evaluation that was started: what it changes and why, and what came of it. Read when it is opened. */
function Earlier({ run, title, status }: { run: string; title: string; status: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="card fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {title} <Tag>{status}</Tag>
      </summary>
      {open && <EarlierText run={run} />}
    </details>
  );
}

function EarlierText({ run }: { run: string }) {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['re-evaluation', cycle, run],
    queryFn: () => call(reEvaluationRoutes.getReEvaluation, { params: { cycle, run } }),
  });
  return (
    <Found of={found}>
      {({ reEvaluation, difference }) => (
        <>
          <p className="lines">{reEvaluation.reason}</p>
          <ol className="numbered">
            {reEvaluation.changes.map((change) => (
              <li key={JSON.stringify(change)}>
                <ChangeLine of={change} />
              </li>
            ))}
          </ol>
          {difference === null ? (
            <p className="soft">{t('reNotScored')}</p>
          ) : (
            <DifferenceReport of={difference} />
          )}
        </>
      )}
    </Found>
  );
}
