import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { appealRoutes, type appealView } from '../../../shared/contracts/appeal-routes.ts';
import { call } from '../api/call.ts';
import { Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Act } from './parts/act.tsx';
import { Figures } from './parts/figures.tsx';
import { Filter } from './parts/filter.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';
import { WhoMay } from './parts/who-may.tsx';

type Appeal = z.output<typeof appealView>;
const statuses = ['filed', 'answered', 'decided', 'withdrawn'] as const;
const tones = { filed: 'warn', answered: 'busy', decided: 'good', withdrawn: 'plain' } as const;

/** The appeals of the year: who assessed the item says how its points came about, and another person decides. */
export default function AppealsPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const [status, setStatus] = useState<Appeal['status'] | ''>('');
  const found = useQuery({
    queryKey: ['appeals', cycle],
    queryFn: () => call(appealRoutes.listAppeals, { params: { cycle } }),
  });
  return (
    <Page title={t('navOfficeAppeals')} why={t('appealsBoardWhy')}>
      <Found of={found}>
        {({ figures, items }) => (
          <>
            <Figures
              of={[
                { label: t('oas_filed'), value: figures.filed, tone: 'warn' },
                { label: t('oas_answered'), value: figures.answered, tone: 'warn' },
                { label: t('oao_upheld'), value: figures.upheld },
                { label: t('oao_partly-upheld'), value: figures['partly-upheld'] },
                { label: t('oao_rejected'), value: figures.rejected },
                { label: t('oas_withdrawn'), value: figures.withdrawn },
              ]}
            />
            {items.length === 0 ? (
              <Nothing title={t('appealsNone')} why={t('appealsNoneWhy')} />
            ) : (
              <div className="tools">
                <Filter
                  label={t('appealStatus')}
                  value={status}
                  options={statuses.map((value) => ({ value, label: t(`oas_${value}`) }))}
                  change={setStatus}
                />
              </div>
            )}
            {[...items]
              .filter((each) => status === '' || each.status === status)
              .sort((left, right) => statuses.indexOf(left.status) - statuses.indexOf(right.status))
              .map((each) => (
                <One key={each.id} of={each} />
              ))}
          </>
        )}
      </Found>
    </Page>
  );
}

function One({ of }: { of: Appeal }) {
  const { t, moment } = useTexts();
  const { isAdmin, isSigner, homeUnit } = useRoles();
  const { cycle = '' } = useParams();
  const names = useNames();
  const params = { cycle, unit: of.unit, appeal: of.id };
  const isRecused = of.unit === homeUnit;
  return (
    <article className="card">
      <h2>
        {names.unit(of.unit)} · {of.item} <Tag tone={tones[of.status]}>{t(`oas_${of.status}`)}</Tag>
      </h2>
      <p className="soft">{t('appealFiled', { at: moment(of.filedAt), revision: of.revision })}</p>
      <p className="lines">{of.grounds}</p>
      {of.links.map((link) => (
        <p key={link.url}>
          <a href={link.url} target="_blank" rel="noreferrer">
            {link.title ?? link.url}
          </a>
        </p>
      ))}
      {of.evidence.length > 0 && <p className="soft">{t('appealEvidence', { count: of.evidence.length })}</p>}
      {of.answer !== null && (
        <p className="lines">
          <b>{t('appealAnswered')}</b> {of.answer.text}
        </p>
      )}
      {of.decision !== null && (
        <p className="lines">
          <b>{t(`oao_${of.decision.outcome}`)}</b>{' '}
          {of.decision.points !== null && `${t('appealNewPoints', { points: of.decision.points })} `}
          {of.decision.reason}
        </p>
      )}
      {of.decision !== null && of.decision.points !== null && (
        <p className="soft">
          {of.carriedOut === null ? t('appealNotCarried') : t('appealCarried', { revision: of.carriedOut })}
        </p>
      )}
      {isRecused && (of.status === 'filed' || of.status === 'answered') && (
        <WhoMay unit={of.unit} act="decide" />
      )}
      {!isRecused && (
        <div className="actions">
          {of.status === 'filed' && isAdmin && (
            <Act
              label={t('appealAnswer')}
              why={t('appealAnswerWhy')}
              draft={`appeal-answer ${of.id}`}
              ask={[{ name: 'text', label: t('appealAnswerText'), type: 'long' }]}
              change={(said) => call(appealRoutes.answerAppeal, { params, body: { text: said.of('text') } })}
            />
          )}
          {of.status === 'answered' && (isAdmin || isSigner) && <Decide params={params} />}
        </div>
      )}
    </article>
  );
}

const outcomes = ['upheld', 'partly-upheld', 'rejected'] as const;

function Decide({ params }: { params: Readonly<{ cycle: string; unit: string; appeal: string }> }) {
  const { t } = useTexts();
  return (
    <Act
      label={t('appealDecide')}
      why={t('appealDecideWhy')}
      draft={`appeal-decide ${params.appeal}`}
      kind="primary"
      ask={[
        {
          name: 'outcome',
          label: t('appealOutcome'),
          options: outcomes.map((value) => ({ value, label: t(`oao_${value}`) })),
        },
        { name: 'points', label: t('appealPoints'), optional: true },
        { name: 'reason', label: t('appealReason'), type: 'long' },
      ]}
      change={(said) =>
        call(appealRoutes.decideAppeal, {
          params,
          body: {
            outcome: outcomes.find((each) => each === said.of('outcome')) ?? 'rejected',
            reason: said.of('reason'),
            points: said.orNull('points'),
          },
        })
      }
    />
  );
}
