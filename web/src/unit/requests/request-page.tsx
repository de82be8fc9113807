import '../unit.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import * as z from 'zod/mini';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import { contestOutcome, outcomes } from '../../../../shared/domain/requests/request.ts';
import { pauseReason, regulationId } from '../../../../shared/domain/requests/regulation.ts';
import { requestTransitions } from '../../../../shared/domain/requests/transitions.ts';
import { call } from '../../api/call.ts';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Choice, Field } from '../../layout/field.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading } from '../../layout/states.tsx';
import { useIsStaff, useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { withDays } from '../../texts/with-days.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { History } from './history.tsx';
import { chooseRegulation, stepsOf, type RequestPlace, type RequestStep } from './request-steps.ts';
import { Clock, outcomeLabels, StateTag } from './request-words.tsx';

/** One request: its clock step by step in words, and what can be done next. */
export default function RequestPage() {
  const { t, of: say, day } = useTexts();
  const { cycle = '', unit = '', request = '' } = useParams();
  const place = { cycle, unit, request };
  const [step, setStep] = useState<RequestStep | null>(null);
  const [amending, setAmending] = useState(false);
  const { me } = useYear();
  const isStaff = useIsStaff(unit);
  const found = useQuery({
    queryKey: ['request', cycle, unit, request],
    queryFn: () => call(requestRoutes.getRequest, { params: place }),
  });
  const failed = found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />;
  const back = (
    <Link className="button" to={`/console/${cycle}/units/${unit}/requests`}>
      {t('rqBack')}
    </Link>
  );
  if (found.data === undefined)
    return (
      <>
        <PageHead title={t('rqOne')}>{back}</PageHead>
        {failed === false ? <Loading /> : failed}
      </>
    );
  const of = found.data;
  const { applicant } = of;
  const choosing = of.clock.choiceOpen && me.roles.some(({ role }) => role === 'county-admin');
  const steps = isStaff ? stepsOf(of) : choosing ? [chooseRegulation] : [];
  return (
    <>
      <PageHead title={of.reference ?? t('rqOne')}>{back}</PageHead>
      {failed}
      <div className="cards">
        <section className="card">
          <h2>{t('rqClock')}</h2>
          <p>
            <StateTag of={of.state} /> <Clock of={of} />
          </p>
          {of.clock.choiceOpen && <p className="bad">{t('rqChoiceOpen')}</p>}
          <ol className="steps">
            {of.steps.map(({ on, words }) => (
              <li key={`${on} ${words.zh}`}>{withDays(say(words), day)}</li>
            ))}
          </ol>
          <div className="actions">
            {steps.map((each, index) => (
              <Button
                key={each.key}
                kind={each.danger === true ? 'danger' : index === 0 ? 'primary' : 'plain'}
                onClick={() => setStep(each)}
              >
                {t(each.text)}
              </Button>
            ))}
          </div>
        </section>
        <section className="card">
          <h2>{t('rqApplication')}</h2>
          <dl className="pairs">
            <Pair name={t('rqWanted')} value={of.wanted} />
            <Pair name={t('rqChannel')} value={t(`rc_${of.receipt.channel}`)} />
            <Pair name={t('rqArrivedOn')} value={day(of.receipt.arrivedOn)} />
            <Pair name={t('rqKind')} value={t(`ak_${applicant.kind}`)} />
            {applicant.personal === 'removed' ? (
              <Pair name={t('rqName')} value={t('rqRemoved')} />
            ) : (
              <>
                <Pair name={t('rqName')} value={applicant.name} />
                <Pair name={t('rqPhone')} value={applicant.phone} />
                <Pair name={t('rqEmail')} value={applicant.email} />
                <Pair name={t('rqAddress')} value={applicant.address} />
              </>
            )}
            {of.regulationChoice !== null && (
              <Pair
                name={t('rqRegulation')}
                value={`${t(`rqReg_${of.regulationChoice.regulation}`)}（${of.regulationChoice.reason}）`}
              />
            )}
            {of.answer !== null && (
              <Pair
                name={t('rqOutcome')}
                value={say(outcomeLabels.get(of.answer.outcome) ?? { zh: '', en: '' })}
              />
            )}
          </dl>
          {isStaff && requestTransitions.amend.some((status) => status === of.status) && (
            <div className="actions">
              <Button onClick={() => setAmending(true)}>{t('rqAmend')}</Button>
            </div>
          )}
        </section>
      </div>
      <History of={of} />
      {amending && <AmendDialog of={of} close={() => setAmending(false)} />}
      {step !== null && <StepDialog step={step} place={place} close={() => setStep(null)} />}
    </>
  );
}

function Pair({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="lines">{value}</dd>
    </div>
  );
}

const values = z.record(z.string(), z.string());
const noValues: z.infer<typeof values> = {};

function StepDialog({ step, place, close }: { step: RequestStep; place: RequestPlace; close: () => void }) {
  const { t, of: say } = useTexts();
  const draft = useDraft(`request ${place.request} ${step.key}`, values, noValues);
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const valueOf = (name: string) => draft.value[name] ?? '';
  const change = (name: string) => (value: string) => draft.change({ ...draft.value, [name]: value });
  const complete = step.fields.every(({ name }) => valueOf(name).trim() !== '');
  const sending = useMutation({
    mutationFn: () => step.send(place, draft.value),
    onSuccess: async () => {
      draft.clear();
      close();
      const { cycle, unit } = place;
      for (const key of ['request', 'requests', 'annual-report', 'standing'])
        await queries.invalidateQueries({ queryKey: [key, cycle, unit] });
    },
  });
  const choices = {
    pause: pauseReason.options.map((value) => ({ value, label: t(`rw_${value}`) })),
    outcome: outcomes.map((value) => ({
      value,
      label: say(outcomeLabels.get(value) ?? { zh: value, en: value }),
    })),
    contest: [
      { value: 'review', label: t('rqReview') },
      { value: 'suit', label: t('rqSuit') },
    ],
    regulation: regulationId.options.map((value) => ({ value, label: t(`rqReg_${value}`) })),
    'contest-outcome': contestOutcome.options.map((value) => ({ value, label: t(`co_${value}`) })),
  };
  return (
    <Dialog
      title={t(step.text)}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind={step.danger === true ? 'danger' : 'primary'}
            busy={sending.isPending}
            onClick={() => {
              setTried(true);
              if (complete) sending.mutate();
            }}
          >
            {t(step.text)}
          </Button>
        </>
      }
    >
      <p className="soft">{t(step.why)}</p>
      {step.fields.map((field) => {
        const common = {
          label: t(field.text),
          value: valueOf(field.name),
          change: change(field.name),
          missing: tried && valueOf(field.name).trim() === '',
        };
        if (field.type === 'choice')
          return <Choice key={field.name} {...common} options={choices[field.of]} />;
        if (field.type === 'number')
          return <Field key={field.name} {...common} type="number" from="1" until={String(field.most)} />;
        return <Field key={field.name} {...common} type={field.type} />;
      })}
      <FailedLine error={sending.error} />
    </Dialog>
  );
}
