import { documentNumber } from '../texts/document-number.ts';
import { useTexts } from '../texts/texts.tsx';
import type { Deduction } from './use-body.ts';

/** What a deduction rests on, and what was said about it. */
export function DeductionFacts({ of }: { of: Deduction }) {
  const { t, day, moment } = useTexts();
  return (
    <dl className="facts">
      <dt>{t('deductionFact')}</dt>
      <dd>
        {day(of.happenedOn)}，{of.fact}
        {of.document !== null && `（${documentNumber(of.document)}）`}
      </dd>
      {of.links.length > 0 && (
        <>
          <dt>{t('bodyLinks')}</dt>
          <dd>
            {of.links.map(({ url, title }) => (
              <a key={url} href={url} target="_blank" rel="noreferrer noopener">
                {title ?? url}
              </a>
            ))}
          </dd>
        </>
      )}
      {of.toldAt !== null && (
        <>
          <dt>{t('bs_told')}</dt>
          <dd>
            {moment(of.toldAt)}
            {of.replyBy !== null && `，${t('bodyReplyUntil', { day: day(of.replyBy) })}`}
          </dd>
        </>
      )}
      {of.reply !== null && (
        <>
          <dt>{t('bodyReply')}</dt>
          <dd className="lines">
            {of.reply.text}
            {of.reply.evidence.length > 0 && ` ${t('bodyReplyWith', { count: of.reply.evidence.length })}`}
          </dd>
        </>
      )}
      {of.answer !== null && (
        <>
          <dt>{t('deductionAnswer')}</dt>
          <dd className="lines">
            {of.answer.reason}
            {of.answer.decision === 'reduced' && `（${t('bodyWas', { points: of.answer.was })}）`}
          </dd>
        </>
      )}
      {of.reason !== null && (
        <>
          <dt>{t('bs_withdrawn')}</dt>
          <dd className="lines">{of.reason}</dd>
        </>
      )}
    </dl>
  );
}
