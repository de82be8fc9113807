import './unit.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { call } from '../api/call.ts';
import { PageHead } from '../layout/page-head.tsx';
import { Failed, Loading, Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Say } from './follow-up/say.tsx';

type Deduction = z.output<typeof deductionRoutes.listUnitDeductions.output>['items'][number];
const statusText = {
  told: 'ds_told',
  replied: 'ds_replied',
  answered: 'ds_answered',
  withdrawn: 'ds_withdrawn',
} as const;

/** What lead bodies mean to take from the unit, with the way to reply while there is time. */
export default function DeductionsPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const found = useQuery({
    queryKey: ['deductions', cycle, unit],
    queryFn: () => call(deductionRoutes.listUnitDeductions, { params: { cycle, unit } }),
  });
  return (
    <>
      <PageHead title={t('navDeductions')} why={t('deductionsWhy')} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.items.length === 0 && <Nothing title={t('deductionsNone')} why={t('deductionsNoneWhy')} />}
      {found.data?.items.map((each) => (
        <One key={each.id} of={each} cycle={cycle} unit={unit} />
      ))}
    </>
  );
}

function One({ of, cycle, unit }: { of: Deduction; cycle: string; unit: string }) {
  const { t, day } = useTexts();
  const names = useNames();
  return (
    <article className="card deduction">
      <h2>
        {of.item} · {t('points', { points: `−${of.points}` })}{' '}
        <Tag tone={of.status === 'told' ? 'warn' : 'plain'}>{t(statusText[of.status])}</Tag>
      </h2>
      <dl>
        <dt>{t('deductionFrom')}</dt>
        <dd>{names.body(of.body)}</dd>
        <dt>{t('deductionFact')}</dt>
        <dd>
          {day(of.happenedOn)}，{of.fact}
          {of.document !== null && `（${of.document}）`}
        </dd>
        {of.replyBy !== null && of.status === 'told' && (
          <>
            <dt>{t('deductionReplyBy')}</dt>
            <dd>{day(of.replyBy)}</dd>
          </>
        )}
        {of.reply !== null && (
          <>
            <dt>{t('deductionYours')}</dt>
            <dd className="lines">
              {of.reply.text}
              {of.reply.evidence.length > 0 &&
                `（${t('deductionReplyWith', { count: of.reply.evidence.length })}）`}
            </dd>
          </>
        )}
        {of.answer !== null && (
          <>
            <dt>{t('deductionAnswer')}</dt>
            <dd className="lines">{of.answer.reason}</dd>
          </>
        )}
      </dl>
      {of.status === 'told' && (
        <Say
          cycle={cycle}
          unit={unit}
          about={`deduction ${of.id}`}
          label={t('deductionReply')}
          hint={t('deductionReplyHint')}
          withEvidence
          send={(body) =>
            call(deductionRoutes.replyToDeduction, {
              params: { cycle, unit, body: of.body, deduction: of.id },
              body,
            })
          }
          shows="deductions"
        />
      )}
    </article>
  );
}
