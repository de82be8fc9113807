import { useQuery } from '@tanstack/react-query';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import type { RunView } from '../../../shared/contracts/run-views.ts';
import { runSteps } from '../../../shared/domain/run/run.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { Tag, type Tone } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { OnBehalf } from './parts/on-behalf.tsx';
import { useChange } from './parts/use-change.ts';
import { useRoles } from './parts/use-roles.ts';
import { RunStopped } from './run-stopped.tsx';
import { runKindText, runStatusText, stepText } from './run-texts.ts';
import { SignOffPart } from './sign-off-part.tsx';

const files = ['inputs.json', 'rubric.json', 'result.json'] as const;
const fileText = {
  'inputs.json': 'runFile_inputs',
  'rubric.json': 'runFile_rubric',
  'result.json': 'runFile_result',
} as const;

function toneOf({ status, stopped }: RunView): Tone {
  if (stopped !== null) return 'bad';
  return status === 'published' ? 'good' : status === 'active' ? 'busy' : 'plain';
}

/** One run: its steps, how many units each has done, whom it waits for and until when, and what has to be done by hand. */
export function RunCard({ run, cycle }: { run: RunView; cycle: string }) {
  const { t, moment } = useTexts();
  const { isAdmin } = useRoles();
  const names = useNames();
  const steps: readonly RunView['step'][] =
    run.kind === 'year-end' ? runSteps : runSteps.filter((step) => step !== 'hand-ins');
  const at = steps.indexOf(run.step);
  return (
    <section className="card">
      <h2>
        {t(runKindText[run.kind])}{' '}
        <Tag tone={toneOf(run)}>
          {run.revision === null
            ? t(run.stopped === null ? runStatusText[run.status] : 'runStatus_stopped')
            : t('runPublished', { revision: run.revision })}
        </Tag>
      </h2>
      <p className="soft">
        {t('runStarted')} {moment(run.startedAt)}
        {run.endedAt !== null && ` · ${t('runEnded')} ${moment(run.endedAt)}`}
      </p>
      <ol className="run-steps">
        {steps.map((step, place) => {
          const progress = run.progress.find((each) => each.step === step);
          const isDone = run.status === 'published' || place < at;
          const isNow = run.status === 'active' && place === at;
          const isStopped = isNow && run.stopped !== null;
          return (
            <li
              key={step}
              className={isDone ? 'done' : isStopped ? 'stopped' : isNow ? 'now' : ''}
              aria-current={isNow ? 'step' : undefined}
            >
              <span>{t(stepText[step])}</span>
              {progress !== undefined && progress.total > 1 && (isNow || (isDone && step !== 'hand-ins')) && (
                <>
                  <small>
                    {t(step === 'hand-ins' ? 'runHandedIn' : 'runDone', {
                      done: progress.done,
                      total: progress.total,
                    })}
                  </small>
                  {isNow && (
                    <progress value={progress.done} max={progress.total} aria-label={t(stepText[step])} />
                  )}
                </>
              )}
            </li>
          );
        })}
      </ol>
      {run.reason !== null && <p className="lines">{run.reason}</p>}
      {run.step === 'hand-ins' && run.status === 'active' && <HandInTime run={run} cycle={cycle} />}
      {run.waitingFor.length > 0 && (
        <ul className="waiting" aria-label={t('runWaitingFor')}>
          {run.waitingFor.map((body) => (
            <li key={body}>
              {t('runWaiting', { names: names.body(body) })} {isAdmin && <OnBehalf body={body} />}
            </li>
          ))}
        </ul>
      )}
      {run.stopped !== null && <RunStopped run={run} cycle={cycle} />}
      {run.status === 'active' && run.stopped === null && run.step === 'sign-off' && (
        <SignOffPart run={run} cycle={cycle} />
      )}
      {run.inputsSha256 !== null && (
        <details>
          <summary>{t('runFiles')}</summary>
          <p className="soft">{t('runFilesWhy')}</p>
          <div className="tools">
            {files
              .filter((file) => file !== 'result.json' || run.resultSha256 !== null)
              .map((file) => (
                <RunFile key={file} file={file} run={run} cycle={cycle} />
              ))}
          </div>
        </details>
      )}
    </section>
  );
}

/** Until when lead bodies may hand in, and what happens then. */
function HandInTime({ run, cycle }: { run: RunView; cycle: string }) {
  const { t, moment } = useTexts();
  const year = useQuery({
    queryKey: ['cycle', cycle],
    queryFn: () => call(cycleRoutes.getCycle, { params: { cycle } }),
    staleTime: 600_000,
  });
  if (year.data === undefined || run.stopped !== null) return null;
  const { handInSeconds, silence } = year.data.settings;
  const until = new Date(new Date(run.startedAt).getTime() + handInSeconds * 1_000).toISOString();
  return (
    <p>
      {t('runUntil', { at: moment(until) })}
      {t(`silence_${silence}`)}
    </p>
  );
}

function RunFile({ file, run, cycle }: { file: (typeof files)[number]; run: RunView; cycle: string }) {
  const { t } = useTexts();
  const asking = useChange(async () => {
    const { url } = await call(runRoutes.getRunFile, { params: { cycle, run: run.id, file } });
    window.location.assign(url);
  });
  return (
    <>
      <Button busy={asking.isPending} onClick={() => asking.mutate()}>
        {t(fileText[file])}
      </Button>
      <FailedLine error={asking.error} />
    </>
  );
}
