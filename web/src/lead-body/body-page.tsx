import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { handInRoutes } from '../../../shared/contracts/hand-in-routes.ts';
import { call } from '../api/call.ts';
import { newKey, useDraft } from '../api/draft.ts';
import { useWholeList } from '../api/lists.ts';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { Choice, Field } from '../layout/field.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { Tag, type Tone } from '../layout/tag.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';

type Deduction = z.output<typeof deductionRoutes.listDeductions.output>['items'][number];
type Place = Readonly<{ cycle: string; body: string }>;
const statusText: Readonly<Record<Deduction['status'], TextKey>> = {
  draft: 'bs_draft',
  told: 'bs_told',
  replied: 'bs_replied',
  answered: 'bs_answered',
  withdrawn: 'bs_withdrawn',
};
const statusTone: Readonly<Record<Deduction['status'], Tone>> = {
  draft: 'plain',
  told: 'busy',
  replied: 'warn',
  answered: 'good',
  withdrawn: 'plain',
};

/** A lead body's deductions of the year, from the draft to the answer, and its hand-in. */
export default function BodyPage() {
  const { t } = useTexts();
  const { cycle = '', body = '' } = useParams();
  const place = { cycle, body };
  const names = useNames();
  const [adding, setAdding] = useState(false);
  const found = useWholeList(['body', cycle, body], (after) =>
    call(deductionRoutes.listDeductions, {
      params: place,
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  const drafts = found.items.filter(({ status }) => status === 'draft');
  const order = ['replied', 'draft', 'told', 'answered', 'withdrawn'];
  const items = [...found.items].sort(
    (left, right) => order.indexOf(left.status) - order.indexOf(right.status),
  );
  return (
    <>
      <header className="page-head">
        <h1>{names.body(body)}</h1>
        <p className="soft">{t('bodyWhy')}</p>
      </header>
      <div className="tools">
        <Button kind="primary" onClick={() => setAdding(true)}>
          {t('bodyAdd')}
        </Button>
        <Tell place={place} drafts={drafts} />
      </div>
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && <Loading />}
      {found.isWhole && items.length === 0 && <Nothing title={t('bodyNone')} why={t('bodyNoneWhy')} />}
      {items.map((each) => (
        <One key={each.id} of={each} place={place} />
      ))}
      <HandIn place={place} />
      {adding && <Add place={place} close={() => setAdding(false)} />}
    </>
  );
}

/** After a change the list, and whoever shows the same, is read anew. */
function useChange<Given>({ cycle, body }: Place, change: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['body', cycle, body] }),
        queries.invalidateQueries({ queryKey: ['hand-in', cycle, body] }),
      ]),
  });
}

function Tell({ place, drafts }: { place: Place; drafts: readonly Deduction[] }) {
  const { t } = useTexts();
  const telling = useChange(place, () =>
    call(deductionRoutes.tellDeductions, {
      params: place,
      body: { deductions: drafts.slice(0, 500).map(({ id }) => id) },
    }),
  );
  if (drafts.length === 0) return null;
  return (
    <>
      <Button busy={telling.isPending} onClick={() => telling.mutate(undefined)}>
        {t('bodyTell', { count: drafts.length })}
      </Button>
      <FailedLine error={telling.error} />
    </>
  );
}

function One({ of, place }: { of: Deduction; place: Place }) {
  const { t, day } = useTexts();
  const { me } = useYear();
  const names = useNames();
  const recused = of.unit === me.homeUnit;
  return (
    <article className="card deduction">
      <h2>
        {names.unit(of.unit)} · {t('points', { points: `−${of.points}` })}{' '}
        <Tag tone={statusTone[of.status]}>{t(statusText[of.status])}</Tag>
      </h2>
      <dl>
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
      {recused && <p className="soft">{t('reviewRecused')}</p>}
      {of.status === 'replied' && !recused && <Answer of={of} place={place} />}
    </article>
  );
}

const answerShape = z.object({ points: z.string(), reason: z.string() });

/** Keeps what was taken, or takes less; either way with a reason. */
function Answer({ of, place }: { of: Deduction; place: Place }) {
  const { t } = useTexts();
  const draft = useDraft(`answer ${place.cycle} ${of.id}`, answerShape, { points: '', reason: '' });
  const { value } = draft;
  const answering = useChange(place, async () => {
    await call(deductionRoutes.answerDeductionReply, {
      params: { ...place, deduction: of.id },
      body: { points: value.points.trim() === '' ? null : value.points.trim(), reason: value.reason.trim() },
    });
    draft.clear();
  });
  return (
    <div className="form">
      <Field
        label={t('bodyAnswer')}
        type="long"
        most={2000}
        value={value.reason}
        change={(reason) => draft.change({ ...value, reason })}
      />
      <Field
        label={t('bodyLess', { points: of.points })}
        value={value.points}
        change={(points) => draft.change({ ...value, points })}
      />
      <FailedLine error={answering.error} />
      <Button
        kind="primary"
        disabled={value.reason.trim() === ''}
        busy={answering.isPending}
        onClick={() => answering.mutate(undefined)}
      >
        {t('evidenceSend')}
      </Button>
    </div>
  );
}

function HandIn({ place }: { place: Place }) {
  const { t, moment } = useTexts();
  const found = useQuery({
    queryKey: ['hand-in', place.cycle, place.body],
    queryFn: () => call(handInRoutes.getHandIn, { params: place }),
  });
  const draft = useDraft(`hand-in ${place.cycle} ${place.body}`, z.string(), '');
  const handing = useChange(place, () =>
    call(handInRoutes.handIn, {
      params: place,
      body: { note: null, workReport: draft.value.trim() === '' ? null : draft.value.trim() },
    }),
  );
  if (found.data === undefined) return null;
  return (
    <section className="card">
      <h2>{t('bodyHandIn')}</h2>
      {found.data.status === 'handed-in' ? (
        <p role="status">{t('bodyHandedIn', { at: moment(found.data.at ?? '') })}</p>
      ) : (
        <>
          <p className="soft">{t('bodyHandInWhy')}</p>
          <Field
            label={t('bodyReport')}
            type="long"
            most={10_000}
            value={draft.value}
            change={draft.change}
          />
          <FailedLine error={handing.error} />
          <Button kind="primary" busy={handing.isPending} onClick={() => handing.mutate(undefined)}>
            {t('bodyHandIn')}
          </Button>
        </>
      )}
    </section>
  );
}

const entryShape = z.object({
  unit: z.string(),
  points: z.string(),
  fact: z.string(),
  document: z.string(),
  happenedOn: z.string(),
});
const noEntry = { unit: '', points: '', fact: '', document: '', happenedOn: '' };

function Add({ place, close }: { place: Place; close: () => void }) {
  const { t } = useTexts();
  const { me } = useYear();
  const draft = useDraft(`deduction ${place.cycle} ${place.body}`, entryShape, noEntry);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const { value } = draft;
  const units = useQuery({
    queryKey: ['units', place.cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle: place.cycle } }),
    staleTime: 600_000,
  });
  const empty = (name: keyof typeof noEntry) => value[name].trim() === '';
  const needed = ['unit', 'points', 'fact', 'happenedOn'] as const;
  const adding = useChange(place, async () => {
    await call(deductionRoutes.recordDeduction, {
      params: place,
      body: {
        unit: value.unit,
        points: value.points.trim(),
        fact: value.fact.trim(),
        document: empty('document') ? null : value.document.trim(),
        happenedOn: value.happenedOn,
        links: [],
      },
      key: key.current,
    });
    draft.clear();
    close();
  });
  // Nobody takes points from their own unit.
  const options = (units.data?.items ?? [])
    .filter(({ id }) => id !== me.homeUnit)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog
      title={t('bodyAdd')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button
            kind="primary"
            busy={adding.isPending}
            onClick={() => {
              setTried(true);
              if (!needed.some(empty)) adding.mutate(undefined);
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <Choice
        label={t('unitsName')}
        value={value.unit}
        options={options}
        change={(unit) => draft.change({ ...value, unit })}
        missing={tried && empty('unit')}
      />
      <Field
        label={t('bodyPoints')}
        value={value.points}
        change={(points) => draft.change({ ...value, points })}
        missing={tried && empty('points')}
      />
      <Field
        label={t('deductionFact')}
        type="long"
        most={2000}
        value={value.fact}
        change={(fact) => draft.change({ ...value, fact })}
        missing={tried && empty('fact')}
      />
      <Field
        label={t('bodyDay')}
        type="date"
        value={value.happenedOn}
        change={(happenedOn) => draft.change({ ...value, happenedOn })}
        missing={tried && empty('happenedOn')}
      />
      <Field
        label={t('registerNumber')}
        value={value.document}
        change={(document) => draft.change({ ...value, document })}
      />
      <FailedLine error={adding.error} />
    </Dialog>
  );
}
