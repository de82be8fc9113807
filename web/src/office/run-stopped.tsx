import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { runRoutes } from '../../../shared/contracts/run-routes.ts';
import type { RunView } from '../../../shared/contracts/run-views.ts';
import { runSteps, type ResumeFrom } from '../../../shared/domain/run/run.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { Choice } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { ManyChoice } from './parts/many-choice.tsx';
import { useChange } from './parts/use-change.ts';
import { useRoles } from './parts/use-roles.ts';
import { resumeText, stepText } from './run-texts.ts';

/** A run that has stopped: where and why, what of the books has to be opened to mend it, and from where it goes on. */
export function RunStopped({ run, cycle }: { run: RunView; cycle: string }) {
  const { t } = useTexts();
  const { isAdmin } = useRoles();
  const names = useNames();
  const { stopped } = run;
  if (stopped === null) return null;
  return (
    <div className="callout" role="alert">
      <b>{t('runStopped')}</b>
      <Why of={stopped} />
      {run.failing.length > 0 && (
        <>
          <p>{t('runFailing')}</p>
          <ul className="bullets">
            {run.failing.map((each) => (
              <li key={`${each.step} ${each.unit}`}>
                {names.unit(each.unit)} · {t(stepText[each.step])}
                <Technical of={each.reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isAdmin && (
        <>
          <Reopen run={run} cycle={cycle} />
          <Resume run={run} cycle={cycle} at={stopped.step} />
        </>
      )}
    </div>
  );
}

/** At the sign-off somebody sent it back and says why; at any other step something failed, which says why to a technician. */
function Why({ of }: { of: NonNullable<RunView['stopped']> }) {
  const { t, moment } = useTexts();
  const where = { step: t(stepText[of.step]), at: moment(of.at) };
  if (of.step === 'sign-off')
    return (
      <p className="lines">
        {t('runSentBack', where)}
        {of.reason}
      </p>
    );
  return (
    <>
      <p>{t('runFailedAt', where)}</p>
      <Technical of={of.reason} />
    </>
  );
}

function Technical({ of }: { of: string }) {
  const { t } = useTexts();
  return (
    <details>
      <summary>{t('runTechnical')}</summary>
      <p className="lines soft">{of}</p>
    </details>
  );
}

function Resume({ run, cycle, at }: { run: RunView; cycle: string; at: RunView['step'] }) {
  const { t } = useTexts();
  const [from, setFrom] = useState<ResumeFrom>(at);
  const going = useChange(() =>
    call(runRoutes.resumeRun, { params: { cycle, run: run.id }, body: { from } }),
  );
  // Only steps that were reached; a re-evaluation asks no bodies.
  const possible: readonly ResumeFrom[] = [
    ...runSteps
      .slice(0, runSteps.indexOf(at) + 1)
      .filter((step) => step !== 'hand-ins' || run.kind === 'year-end'),
    'end',
  ];
  return (
    <div className="repair">
      <h3>{t('runGoOn')}</h3>
      <Choice
        label={t('runFrom')}
        value={from}
        options={possible.map((value) => ({ value, label: t(resumeText[value]) }))}
        change={(value) => setFrom(possible.find((each) => each === value) ?? at)}
      />
      <FailedLine error={going.error} />
      <div className="actions">
        <Button
          kind={from === 'end' ? 'danger' : 'primary'}
          busy={going.isPending}
          onClick={() => going.mutate()}
        >
          {t(from === 'end' ? 'runEnd' : 'runResume')}
        </Button>
      </div>
    </div>
  );
}

function Reopen({ run, cycle }: { run: RunView; cycle: string }) {
  const { t } = useTexts();
  const params = { cycle };
  const [units, setUnits] = useState<readonly string[]>(() => [
    ...new Set(run.failing.map(({ unit }) => unit)),
  ]);
  const [bodies, setBodies] = useState<readonly string[]>([]);
  const [office, setOffice] = useState(false);
  const allUnits = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params }),
    staleTime: 600_000,
  });
  const allBodies = useQuery({
    queryKey: ['bodies', cycle],
    queryFn: () => call(cycleRoutes.listBodies, { params }),
    staleTime: 600_000,
  });
  const opening = useChange(() =>
    call(runRoutes.reopenForRepair, {
      params: { cycle, run: run.id },
      body: { units: [...units], bodies: [...bodies], office },
    }),
  );
  const named = (of: readonly Readonly<{ id: string; name: string }>[]) =>
    of.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <details className="repair">
      <summary>{t('runReopen')}</summary>
      <p>{t('runReopenWhy')}</p>
      <ManyChoice
        label={t('units')}
        options={named(allUnits.data?.items ?? [])}
        chosen={units}
        change={setUnits}
      />
      <ManyChoice
        label={t('navLeadBodies')}
        options={named(allBodies.data?.items ?? [])}
        chosen={bodies}
        change={setBodies}
      />
      <label className="check">
        <input type="checkbox" checked={office} onChange={({ target }) => setOffice(target.checked)} />
        {t('runReopenOffice')}
      </label>
      <FailedLine error={opening.error} />
      <div className="actions">
        <Button
          disabled={units.length + bodies.length === 0 && !office}
          busy={opening.isPending}
          onClick={() => opening.mutate()}
        >
          {t('runReopenDo')}
        </Button>
        {opening.data !== undefined && (
          <span role="status">{t('runReopened', { count: opening.data.opened })}</span>
        )}
      </div>
    </details>
  );
}
