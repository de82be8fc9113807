import '../unit.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { appealRoutes, type appealView } from '../../../../shared/contracts/appeal-routes.ts';
import { call } from '../../api/call.ts';
import { newKey } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Confirm } from '../../layout/confirm.tsx';
import { Choice } from '../../layout/field.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, Loading, Nothing } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useIsStaff } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { useItems } from '../evidence/items.ts';
import { Say } from './say.tsx';

type Appeal = z.output<typeof appealView>;
const tone = { filed: 'busy', answered: 'warn', decided: 'good', withdrawn: 'plain' } as const;

/** The unit's appeals against the published report: filed while there is time, followed to the decision. */
export default function AppealsPage() {
  const { t, day } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const params = { cycle, unit };
  const items = useItems(cycle);
  const [item, setItem] = useState('');
  const isStaff = useIsStaff(unit);
  const key = useRef(newKey());
  const found = useQuery({
    queryKey: ['appeals', cycle, unit],
    queryFn: () => call(appealRoutes.listUnitAppeals, { params }),
  });
  const window = found.data?.window ?? null;
  return (
    <>
      <PageHead title={t('navUnitAppeals')} why={t('appealsWhy')} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && window === null && (
        <Nothing title={t('appealsNotYet')} why={t('appealsNotYetWhy')} />
      )}
      {window !== null && !isStaff && found.data?.items.length === 0 && (
        <Nothing title={t('appealsNone')} why={t('appealsNoneWhy')} />
      )}
      {window !== null && isStaff && (
        <section className="card">
          <h2>{t('appealsFile')}</h2>
          <p>{t('appealsWindow', { published: day(window.publishedOn), last: day(window.lastDay) })}</p>
          <Choice
            label={t('homeItem')}
            value={item}
            options={items.map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))}
            change={setItem}
          />
          {item !== '' && (
            <Say
              key={item}
              cycle={cycle}
              unit={unit}
              about={`appeal ${item}`}
              label={t('appealsGrounds')}
              hint={t('appealsHint')}
              withEvidence
              send={async ({ text, evidence }) => {
                await call(appealRoutes.fileAppeal, {
                  params,
                  body: { item, grounds: text, evidence, links: [] },
                  key: key.current,
                });
                key.current = newKey();
                setItem('');
              }}
              shows="appeals"
            />
          )}
        </section>
      )}
      {found.data?.items.map((each) => (
        <One
          key={each.id}
          of={each}
          params={params}
          label={items.find(({ code }) => code === each.item)?.label ?? ''}
        />
      ))}
    </>
  );
}

function One(props: { of: Appeal; params: Readonly<{ cycle: string; unit: string }>; label: string }) {
  const { t, moment } = useTexts();
  const { of, params, label } = props;
  const [asking, setAsking] = useState(false);
  const isStaff = useIsStaff(params.unit);
  const queries = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: () => call(appealRoutes.withdrawAppeal, { params: { ...params, appeal: of.id } }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['appeals', params.cycle, params.unit] });
    },
  });
  return (
    <article className="card">
      <h2>
        {of.item} {label} <Tag tone={tone[of.status]}>{t(`uas_${of.status}`)}</Tag>
      </h2>
      <p className="soft">{t('appealsFiledAt', { moment: moment(of.filedAt), revision: of.revision })}</p>
      <dl className="pairs">
        <div>
          <dt>{t('appealsGrounds')}</dt>
          <dd className="lines">{of.grounds}</dd>
        </div>
        {of.answer !== null && (
          <div>
            <dt>{t('appealsAnswer')}</dt>
            <dd className="lines">{of.answer.text}</dd>
          </div>
        )}
        {of.decision !== null && (
          <div>
            <dt>{t('appealsDecision')}</dt>
            <dd className="lines">
              <b>{t(`uao_${of.decision.outcome}`)}</b> {of.decision.reason}
              {of.decision.points !== null && ` ${t('appealsPoints', { points: of.decision.points })}`}
            </dd>
          </div>
        )}
        {of.carriedOut !== null && of.decision?.points != null && (
          <div>
            <dt>{t('appealsCarried')}</dt>
            <dd>{t('appealsCarriedIn', { revision: of.carriedOut })}</dd>
          </div>
        )}
      </dl>
      {isStaff && (of.status === 'filed' || of.status === 'answered') && (
        <Button onClick={() => setAsking(true)}>{t('appealsWithdraw')}</Button>
      )}
      {asking && (
        <Confirm
          title={t('appealsWithdraw')}
          action={t('appealsWithdraw')}
          danger
          busy={withdrawing.isPending}
          error={withdrawing.error}
          confirm={() => withdrawing.mutate()}
          close={() => setAsking(false)}
        >
          <p>{t('appealsWithdrawWhy')}</p>
        </Confirm>
      )}
    </article>
  );
}
