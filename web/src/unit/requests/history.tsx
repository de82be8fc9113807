import type { RequestView } from '../../../../shared/contracts/request-views.ts';
import { useTexts } from '../../texts/texts.tsx';

/** What was done to a request's record itself, and why: put right, opened again, struck out. Nothing where nothing was. */
export function History({ of }: { of: RequestView }) {
  const { t, day } = useTexts();
  const lines = [
    ...of.amended.map(({ on, fields, reason }) => ({
      on,
      did: t('rqAmendedFields', {
        fields: fields.map((field) => t(`rqField_${field}`)).join(t('listComma')),
      }),
      reason,
    })),
    ...of.reopened.map(({ on, reason }) => ({ on, did: t('rqReopened'), reason })),
    ...(of.struck === null ? [] : [{ on: of.struck.on, did: t('rqStruck'), reason: of.struck.reason }]),
  ].sort((left, right) => left.on.localeCompare(right.on));
  if (lines.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('rqHistory')}</h2>
      <ol className="steps">
        {lines.map(({ on, did, reason }, place) => (
          <li key={`${on} ${place}`}>
            {day(on)} · {did}
            <p className="soft lines">
              {t('rqReason')}：{reason}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
