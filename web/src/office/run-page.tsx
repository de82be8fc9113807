import './office.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Progress } from 'antd';
import { useId, useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { z } from 'zod';
import { dryRunRoutes } from '../../../shared/contracts/dry-run-routes.ts';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import type { RunView } from '../../../shared/contracts/views.ts';
import type { SignOff } from '../../../shared/domain/run/run.ts';
import { call } from '../api/call.ts';
import { newKey } from '../api/draft.ts';
import { Dialog } from '../layout/dialog.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { Tag } from '../layout/tag.tsx';
import { Button } from '../layout/button.tsx';
import { Components } from '../layout/components.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';

const steps = ['hand-ins', 'freeze', 'score', 'rank', 'render', 'sign-off', 'publish'] as const;
const stepText: Readonly<Record<(typeof steps)[number], TextKey>> = {
  'hand-ins': 'runStep_handIns',
  freeze: 'runStep_freeze',
  score: 'runStep_score',
  rank: 'runStep_rank',
  render: 'runStep_render',
  'sign-off': 'runStep_signOff',
  publish: 'runStep_publish',
};
const statusText = {
  active: 'runStatus_active',
  published: 'runStatus_published',
  returned: 'runStatus_returned',
  failed: 'runStatus_failed',
} as const;

/** The year's runs, the newest first: where it is, whom it waits for, and what is to be done by hand. */
export default function RunPage() {
  return (
    <Components>
      <Runs />
    </Components>
  );
}

function Runs() {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['runs', cycle],
    queryFn: () => call(runRoutes.listRuns, { params: { cycle } }),
    // A run that is under way is looked at again and again.
    refetchInterval: ({ state }) => (state.data?.items.at(-1)?.status === 'active' ? 2_000 : false),
  });
  const runs = [...(found.data?.items ?? [])].reverse();
  const [newest, ...earlier] = runs;
  return (
    <>
      <header className="page-head">
        <h1>{t('navRun')}</h1>
        <p className="soft">{t('runWhy')}</p>
      </header>
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && newest === undefined && (
        <>
          <Nothing title={t('runNone')} why={t('runNoneWhy')} />
          <Start cycle={cycle} />
        </>
      )}
      {newest !== undefined && <Run run={newest} cycle={cycle} />}
      {earlier.map((run) => (
        <p key={run.id} className="soft">
          {t(run.kind === 'year-end' ? 'runKind_yearEnd' : 'runKind_reEvaluation')} · {moment(run.startedAt)}{' '}
          · {t(statusText[run.status])}
          {run.reason !== null && `：${run.reason}`}
        </p>
      ))}
    </>
  );
}

function useRunChange<Given>(cycle: string, change: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['runs', cycle] }),
  });
}

function Start({ cycle }: { cycle: string }) {
  const { t } = useTexts();
  const { me } = useYear();
  const [sure, setSure] = useState(false);
  const key = useRef(newKey());
  const starting = useRunChange(cycle, () =>
    call(runRoutes.startRun, { params: { cycle }, body: {}, key: key.current }),
  );
  if (!me.roles.some(({ role }) => role === 'county-admin')) return null;
  return (
    <>
      <Button kind="primary" onClick={() => setSure(true)}>
        {t('runStart')}
      </Button>
      <FailedLine error={starting.error} />
      {sure && (
        <Dialog
          title={t('runStart')}
          close={() => setSure(false)}
          actions={
            <>
              <Button onClick={() => setSure(false)}>{t('cancel')}</Button>
              <Button
                kind="primary"
                onClick={() => {
                  setSure(false);
                  starting.mutate(undefined);
                }}
              >
                {t('runStart')}
              </Button>
            </>
          }
        >
          <p>{t('runStartSure')}</p>
        </Dialog>
      )}
    </>
  );
}

function Run({ run, cycle }: { run: RunView; cycle: string }) {
  const { t, moment } = useTexts();
  const names = useNames();
  const at = steps.indexOf(run.step);
  return (
    <section className="card">
      <h2>
        {t(run.kind === 'year-end' ? 'runKind_yearEnd' : 'runKind_reEvaluation')}{' '}
        <Tag tone={run.status === 'published' ? 'good' : run.status === 'active' ? 'busy' : 'plain'}>
          {run.revision === null ? t(statusText[run.status]) : t('runPublished', { revision: run.revision })}
        </Tag>
      </h2>
      <p className="soft">
        {t('runStarted')} {moment(run.startedAt)}
      </p>
      <ol className="run-steps">
        {steps.map((step, place) => {
          const progress = run.progress.find((each) => each.step === step);
          const done = run.status === 'published' || place < at;
          const share = progress === undefined || progress.total === 0 ? 0 : progress.done / progress.total;
          const now = run.status === 'active' && place === at;
          return (
            <li
              key={step}
              className={done ? 'done' : now ? 'now' : ''}
              aria-current={now ? 'step' : undefined}
            >
              <span>{t(stepText[step])}</span>
              {now && progress !== undefined && progress.total > 1 && (
                <Progress
                  percent={Math.round(share * 100)}
                  size="small"
                  format={() => t('runDone', { done: progress.done, total: progress.total })}
                  aria-label={t(stepText[step])}
                />
              )}
            </li>
          );
        })}
      </ol>
      {run.reason !== null && <p>{run.reason}</p>}
      {run.waitingFor.length > 0 && (
        <p>{t('runWaiting', { names: run.waitingFor.map((body) => names.body(body)).join('、') })}</p>
      )}
      {run.stopped !== null && <Stopped run={run} cycle={cycle} />}
      {run.status === 'active' && run.stopped === null && run.step === 'sign-off' && (
        <SignOffPart run={run} cycle={cycle} />
      )}
    </section>
  );
}

function Stopped({ run, cycle }: { run: RunView; cycle: string }) {
  const { t } = useTexts();
  const names = useNames();
  const going = useRunChange(cycle, (from: RunView['step']) =>
    call(runRoutes.resumeRun, { params: { cycle, run: run.id }, body: { from } }),
  );
  const { stopped } = run;
  if (stopped === null) return null;
  return (
    <div className="callout" role="alert">
      <b>{t('runStopped')}</b>
      <p>
        {t(stepText[stopped.step])}：{stopped.reason}
      </p>
      {run.failing.length > 0 && (
        <>
          <p>{t('runFailing')}</p>
          <ul>
            {run.failing.map((each) => (
              <li key={`${each.step} ${each.unit}`}>
                {names.unit(each.unit)}：{each.reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <FailedLine error={going.error} />
      <Button kind="primary" busy={going.isPending} onClick={() => going.mutate(stopped.step)}>
        {t('runResume')}
      </Button>
    </div>
  );
}

function SignOffPart({ run, cycle }: { run: RunView; cycle: string }) {
  const { t } = useTexts();
  const { me } = useYear();
  const [comment, setComment] = useState('');
  const id = useId();
  const place = { cycle, run: run.id };
  const sheet = useQuery({
    queryKey: ['sign-off-sheet', cycle, run.id],
    queryFn: () => call(dryRunRoutes.getSignOffSheet, { params: place }),
  });
  const reviewing = useRunChange(cycle, () =>
    call(runRoutes.reviewReport, {
      params: place,
      body: { comment: comment.trim() === '' ? null : comment },
    }),
  );
  const signing = useRunChange(cycle, (said: SignOff) =>
    call(runRoutes.signOff, { params: place, body: said }),
  );
  const has = (role: string) => me.roles.some((held) => held.role === role);
  return (
    <div className="sign-off">
      <h3>{t('runWarnings')}</h3>
      {sheet.error !== null && <Failed error={sheet.error} retry={() => void sheet.refetch()} />}
      {sheet.data?.warnings.length === 0 && <p className="soft">{t('runNoWarnings')}</p>}
      <ul>
        {sheet.data?.warnings.map((warning) => (
          <Warning key={JSON.stringify(warning)} of={warning} />
        ))}
      </ul>
      <p role="status">{t(run.reviewed ? 'runReviewed' : 'runNotReviewed')}</p>
      <label htmlFor={id}>{t('runReturnWhy')}</label>
      <Input.TextArea id={id} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
      <FailedLine error={reviewing.error ?? signing.error} />
      <p className="actions">
        {has('county-admin') && !run.reviewed && (
          <Button kind="primary" busy={reviewing.isPending} onClick={() => reviewing.mutate(undefined)}>
            {t('runReview')}
          </Button>
        )}
        {has('signer') && (
          <>
            <Button
              kind="primary"
              disabled={!run.reviewed}
              busy={signing.isPending}
              onClick={() => signing.mutate({ decision: 'approve', comment: null })}
            >
              {t('runApprove')}
            </Button>
            <Button
              kind="danger"
              disabled={comment.trim() === ''}
              onClick={() => signing.mutate({ decision: 'return', comment: comment.trim(), to: 'end' })}
            >
              {t('runReturn')}
            </Button>
          </>
        )}
      </p>
    </div>
  );
}

type WarningOf = z.output<typeof dryRunRoutes.getSignOffSheet.output>['warnings'][number];

function Warning({ of }: { of: WarningOf }) {
  const { language } = useTexts();
  const zh = language === 'zh';
  switch (of.kind) {
    case 'unit-at-zero':
      return <li>{zh ? `${of.name}得 0 分` : `${of.name} has no points`}</li>;
    case 'tie':
      return (
        <li>
          {zh
            ? `第 ${of.rank} 名并列：${of.units.join('、')}`
            : `Rank ${of.rank} is shared: ${of.units.join(', ')}`}
        </li>
      );
    case 'silent-body':
      return <li>{zh ? `${of.name}没有报送` : `${of.name} did not hand in`}</li>;
    case 'no-evidence':
      return (
        <li>
          {zh
            ? `${of.name}没有材料的项：${of.items.join('、')}`
            : `${of.name} has no evidence for ${of.items.join(', ')}`}
        </li>
      );
    case 'swing':
      return (
        <li>
          {zh
            ? `${of.name}名次从第 ${of.from} 到第 ${of.to}，分数变化 ${of.gained}`
            : `${of.name} moved from rank ${of.from} to ${of.to}, by ${of.gained} points`}
        </li>
      );
  }
}
