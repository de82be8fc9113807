import type * as z from 'zod/mini';
import type { decisionView } from '../../../shared/contracts/assessment-views.ts';
import type { RevocationReason } from '../../../shared/domain/assessment/two-persons.ts';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Act } from './parts/act.tsx';
import { useRoles } from './parts/use-roles.ts';
import { WhoMay } from './parts/who-may.tsx';

const statusText = {
  stated: 'ds_stated',
  confirmed: 'ds_confirmed',
  revoking: 'ds_revoking',
  revoked: 'ds_revoked',
} as const;
const statusTone = { stated: 'warn', confirmed: 'good', revoking: 'warn', revoked: 'plain' } as const;

export type DecisionCalls = Readonly<{
  confirm: () => Promise<unknown>;
  ask: (why: RevocationReason) => Promise<unknown>;
  confirmRevocation: () => Promise<unknown>;
}>;

/** A decision that takes two persons: what it says, how far it is, and what the reader may do about it. */
export function Decision(props: {
  of: z.output<typeof decisionView> & Readonly<{ id: string; document: string; decidedOn: string }>;
  title: string;
  fact: string;
  /** The unit that it costs points; null where it costs none. */
  unit: string | null;
  calls: DecisionCalls;
}) {
  const { t, day, moment } = useTexts();
  const { isAdmin, homeUnit } = useRoles();
  const { of, title, fact, unit, calls } = props;
  const isRecused = unit !== null && unit === homeUnit;
  const waits = of.status === 'stated' || of.status === 'revoking';
  return (
    <article className="entry">
      <h3>
        {title} <Tag tone={statusTone[of.status]}>{t(statusText[of.status])}</Tag>
      </h3>
      <p className="lines">{fact}</p>
      <p className="soft">
        {of.document} · {day(of.decidedOn)} · {t('statedAt', { at: moment(of.statedAt) })}
        {of.confirmedAt !== null && ` · ${t('confirmedAt', { at: moment(of.confirmedAt) })}`}
      </p>
      {of.revocation !== null && (
        <p>
          {t('revocationWhy', { reason: of.revocation.reason, document: of.revocation.document })}
          {of.revocation.confirmedAt !== null &&
            ` · ${t('confirmedAt', { at: moment(of.revocation.confirmedAt) })}`}
        </p>
      )}
      {isAdmin && isRecused && of.status !== 'revoked' && <WhoMay unit={unit} act="decide" />}
      {isAdmin && !isRecused && waits && !of.mayConfirm && <p className="soft">{t('secondNeeded')}</p>}
      {isAdmin && !isRecused && (
        <div className="actions">
          {of.status === 'stated' && of.mayConfirm && (
            <Act
              label={t('confirmDecision')}
              why={t('confirmDecisionWhy')}
              draft={`confirm ${of.id}`}
              kind="primary"
              change={calls.confirm}
            />
          )}
          {of.status === 'revoking' && of.mayConfirm && (
            <Act
              label={t('confirmRevocation')}
              why={t('confirmRevocationWhy')}
              draft={`unmake ${of.id}`}
              kind="primary"
              change={calls.confirmRevocation}
            />
          )}
          {of.status === 'confirmed' && (
            <Act
              label={t('askRevocation')}
              why={t('askRevocationWhy')}
              draft={`revoke ${of.id}`}
              ask={[
                { name: 'reason', label: t('revocationReason'), type: 'long' },
                { name: 'document', label: t('documentNumber') },
              ]}
              change={(said) => calls.ask({ reason: said.of('reason'), document: said.of('document') })}
            />
          )}
        </div>
      )}
    </article>
  );
}
