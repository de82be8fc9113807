import { useQuery } from '@tanstack/react-query';
import { dryRunRoutes } from '../../../shared/contracts/dry-run-routes.ts';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import type { RunView } from '../../../shared/contracts/run-views.ts';
import { call } from '../api/call.ts';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Act } from './parts/act.tsx';
import { Found } from './parts/found.tsx';
import { useRoles } from './parts/use-roles.ts';
import { SignOffWarnings } from './sign-off-warnings.tsx';
import { UnitChanges } from './unit-changes.tsx';

const returnTo = ['render', 'freeze', 'hand-ins', 'end'] as const;
const returnText = {
  render: 'runTo_render',
  freeze: 'runTo_freeze',
  'hand-ins': 'runTo_handIns',
  end: 'runTo_end',
} as const;

/** What is looked at before a report is signed, and then: read by an admin, signed by another, or sent back to a step. */
export function SignOffPart({ run, cycle }: { run: RunView; cycle: string }) {
  const { t, moment } = useTexts();
  const { isAdmin, isSigner } = useRoles();
  const params = { cycle, run: run.id };
  const sheet = useQuery({
    queryKey: ['sign-off-sheet', cycle, run.id],
    queryFn: () => call(dryRunRoutes.getSignOffSheet, { params }),
  });
  const possible = returnTo.filter((step) => step !== 'hand-ins' || run.kind === 'year-end');
  return (
    <div className="sign-off">
      <Found of={sheet}>
        {({ warnings, sinceLastYear, sinceDryRun }) => (
          <>
            <h3>{t('runWarnings')}</h3>
            <SignOffWarnings of={warnings} />
            <details>
              <summary>{t('sinceLastYear')}</summary>
              {sinceLastYear === null ? (
                <p className="soft">{t('sinceLastYearNone')}</p>
              ) : (
                <UnitChanges units={sinceLastYear} before={t('lastYear')} />
              )}
            </details>
            <details>
              <summary>{t('sinceDryRun')}</summary>
              {sinceDryRun === null ? (
                <p className="soft">{t('sinceDryRunNone')}</p>
              ) : (
                <UnitChanges
                  units={sinceDryRun.units}
                  before={t('dryRunBefore', { at: moment(sinceDryRun.at) })}
                />
              )}
            </details>
          </>
        )}
      </Found>
      <p role="status">
        <Tag tone={run.reviewed ? 'good' : 'warn'}>{t(run.reviewed ? 'runReviewed' : 'runNotReviewed')}</Tag>
      </p>
      <div className="actions">
        {isAdmin && !run.reviewed && (
          <Act
            label={t('runReview')}
            why={t('runReviewWhy')}
            draft={`review ${cycle} ${run.id}`}
            kind="primary"
            ask={[{ name: 'comment', label: t('runComment'), type: 'long', optional: true }]}
            change={({ orNull }) =>
              call(runRoutes.reviewReport, { params, body: { comment: orNull('comment') } })
            }
          />
        )}
        {isSigner && (
          <>
            <Act
              label={t('runApprove')}
              why={t('runApproveWhy')}
              draft={`sign ${cycle} ${run.id}`}
              kind="primary"
              disabled={!run.reviewed}
              ask={[{ name: 'comment', label: t('runComment'), type: 'long', optional: true }]}
              change={({ orNull }) =>
                call(runRoutes.signOff, {
                  params,
                  body: { decision: 'approve', comment: orNull('comment') },
                })
              }
            />
            <Act
              label={t('runReturn')}
              why={t('runReturnSure')}
              draft={`return ${cycle} ${run.id}`}
              kind="danger"
              ask={[
                {
                  name: 'to',
                  label: t('runReturnTo'),
                  options: possible.map((value) => ({ value, label: t(returnText[value]) })),
                },
                { name: 'comment', label: t('runReturnWhy'), type: 'long' },
              ]}
              change={({ of }) =>
                call(runRoutes.signOff, {
                  params,
                  body: {
                    decision: 'return',
                    comment: of('comment'),
                    to: possible.find((step) => step === of('to')) ?? 'end',
                  },
                })
              }
            />
          </>
        )}
      </div>
    </div>
  );
}
