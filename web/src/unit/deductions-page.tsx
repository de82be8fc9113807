import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId } from 'react';
import { useParams } from 'react-router';
import * as z from 'zod';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { useNames } from '../session/year.tsx';
import { Tag } from '../layout/tag.tsx';
import { Button } from '../layout/button.tsx';
import { Components } from '../layout/components.tsx';
import { useTexts } from '../texts/texts.tsx';

type Deduction = z.output<typeof deductionRoutes.listUnitDeductions.output>['items'][number];
const statusText = {
  told: 'ds_told',
  replied: 'ds_replied',
  answered: 'ds_answered',
  withdrawn: 'ds_withdrawn',
} as const;

/** What lead bodies mean to take from the unit, with the way to reply while there is time. */
export default function DeductionsPage() {
  return (
    <Components>
      <Deductions />
    </Components>
  );
}

function Deductions() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const found = useQuery({
    queryKey: ['deductions', cycle, unit],
    queryFn: () => call(deductionRoutes.listUnitDeductions, { params: { cycle, unit } }),
  });
  return (
    <>
      <header className="page-head">
        <h1>{t('navDeductions')}</h1>
        <p className="soft">{t('deductionsWhy')}</p>
      </header>
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.items.length === 0 && <Nothing title={t('deductionsNone')} why={t('deductionsNoneWhy')} />}
      {found.data?.items.map((each) => (
        <One key={each.id} of={each} cycle={cycle} unit={unit} />
      ))}
    </>
  );
}

const shape = z.string();

function One({ of, cycle, unit }: { of: Deduction; cycle: string; unit: string }) {
  const { t, day } = useTexts();
  const names = useNames();
  const id = useId();
  const queries = useQueryClient();
  const draft = useDraft(`reply ${cycle} ${of.id}`, shape, '');
  const replying = useMutation({
    mutationFn: () =>
      call(deductionRoutes.replyToDeduction, {
        params: { cycle, unit, body: of.body, deduction: of.id },
        body: { text: draft.value.trim(), evidence: [] },
      }),
    onSuccess: async () => {
      draft.clear();
      await queries.invalidateQueries({ queryKey: ['deductions', cycle, unit] });
    },
  });
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
            <dd>{of.reply.text}</dd>
          </>
        )}
        {of.answer !== null && (
          <>
            <dt>{t('deductionAnswer')}</dt>
            <dd>{of.answer.reason}</dd>
          </>
        )}
      </dl>
      {of.status === 'told' && (
        <div className="form">
          <label htmlFor={id}>{t('deductionReply')}</label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={2000}
            value={draft.value}
            placeholder={t('deductionReplyHint')}
            onChange={(event) => draft.change(event.target.value)}
          />
          <FailedLine error={replying.error} />
          <Button
            kind="primary"
            disabled={draft.value.trim() === ''}
            busy={replying.isPending}
            onClick={() => replying.mutate()}
          >
            {t('sendNow')}
          </Button>
        </div>
      )}
    </article>
  );
}
