import { useState } from 'react';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { call } from '../api/call.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Confirm } from '../layout/confirm.tsx';
import { Choice } from '../layout/field.tsx';
import { LongTable } from '../layout/long-table.tsx';
import { Failed, Loading, Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { AssessedStage } from '../layout/year-stage.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { AnswerDeduction } from './answer-deduction.tsx';
import { DeductionDetail } from './deduction-detail.tsx';
import { DeductionForm } from './deduction-form.tsx';
import { deductionStatus } from './deduction-status.ts';
import { ImportDeductions } from './import-deductions.tsx';
import { useChange, useDeductions, type Deduction, type Place } from './use-body.ts';

const statuses = ['replied', 'draft', 'told', 'answered', 'withdrawn'] as const;

/** The body's deductions: replies that wait for an answer first, then all of them. */
export function DeductionsView({ place }: { place: Place }) {
  const { t, day } = useTexts();
  const { me, cycle } = useYear();
  const names = useNames();
  const found = useDeductions(place);
  const [doing, setDoing] = useState<'add' | 'import' | null>(null);
  const [status, setStatus] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const waiting = found.items.filter((each) => each.status === 'replied' && each.unit !== me.homeUnit);
  const rows = found.items.filter((each) => status === '' || each.status === status);
  const drafts = found.items.filter((each) => each.status === 'draft');
  const opened = found.items.find(({ id }) => id === open);
  const close = () => setDoing(null);
  return (
    <>
      <AssessedStage />
      {cycle.stage !== 'published' && (
        <div className="tools">
          <Button kind="primary" onClick={() => setDoing('add')}>
            {t('bodyAdd')}
          </Button>
          <Button onClick={() => setDoing('import')}>{t('bodyImport')}</Button>
          <Tell place={place} drafts={drafts} chosen={chosen} done={() => setChosen(new Set())} />
        </div>
      )}
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && found.items.length === 0 && <Nothing title={t('bodyNone')} why={t('bodyNoneWhy')} />}
      {waiting.length > 0 && (
        <section>
          <h2>{t('bodyToAnswer')}</h2>
          {waiting.map((each) => (
            <AnswerDeduction key={each.id} of={each} place={place} />
          ))}
        </section>
      )}
      {found.items.length > 0 && (
        <section>
          <div className="tools">
            <Choice
              label={t('bodyStatus')}
              value={status}
              options={statuses.map((each) => ({ value: each, label: t(deductionStatus[each].text) }))}
              change={setStatus}
              all={t('all')}
            />
            <p className="soft" role="status">
              {t('listCount', { count: rows.length })}
            </p>
          </div>
          <LongTable<Deduction>
            label={t('bodyDeductions')}
            rows={rows}
            keyOf={({ id }) => id}
            nameOf={({ unit, fact }) => `${names.unit(unit)} ${fact.slice(0, 20)}`}
            selection={{ chosen, change: setChosen, may: (each) => each.status === 'draft' }}
            sorted={{ by: 'status', descending: false }}
            columns={[
              {
                key: 'unit',
                title: t('unitsName'),
                heading: true,
                width: '10rem',
                compare: (left, right) => left.unit.localeCompare(right.unit),
                cell: (each) => (
                  <button type="button" className="link" onClick={() => setOpen(each.id)}>
                    {names.unit(each.unit)}
                  </button>
                ),
              },
              {
                key: 'points',
                title: t('bodyTaken'),
                figures: true,
                width: '5rem',
                compare: (left, right) => Number(left.points) - Number(right.points),
                cell: ({ points }) => `−${points}`,
              },
              { key: 'fact', title: t('deductionFact'), cell: ({ fact }) => fact },
              {
                key: 'day',
                title: t('bodyDay'),
                width: '9rem',
                compare: (left, right) => left.happenedOn.localeCompare(right.happenedOn),
                cell: ({ happenedOn }) => day(happenedOn),
              },
              {
                key: 'status',
                title: t('bodyStatus'),
                width: '11rem',
                compare: (left, right) => statuses.indexOf(left.status) - statuses.indexOf(right.status),
                cell: (each) => (
                  <>
                    <Tag tone={deductionStatus[each.status].tone}>{t(deductionStatus[each.status].text)}</Tag>
                    {each.status === 'told' && each.replyBy !== null && (
                      <small className="soft">{t('bodyReplyUntil', { day: day(each.replyBy) })}</small>
                    )}
                  </>
                ),
              },
            ]}
          />
        </section>
      )}
      {doing === 'add' && <DeductionForm place={place} before={null} close={close} />}
      {doing === 'import' && <ImportDeductions place={place} close={close} />}
      {opened !== undefined && (
        <DeductionDetail key={opened.id} of={opened} place={place} close={() => setOpen(null)} />
      )}
    </>
  );
}

/** Tells units of drafts: of those that are chosen, or of all. */
function Tell(props: {
  place: Place;
  drafts: readonly Deduction[];
  chosen: ReadonlySet<string>;
  done: () => void;
}) {
  const { t, day } = useTexts();
  const announce = useAnnounce();
  const { place, drafts, chosen, done } = props;
  const [asking, setAsking] = useState(false);
  const meant = chosen.size === 0 ? drafts : drafts.filter(({ id }) => chosen.has(id));
  const telling = useChange(
    place,
    () =>
      call(deductionRoutes.tellDeductions, {
        params: place,
        body: { deductions: meant.slice(0, 500).map(({ id }) => id) },
      }),
    ({ told, replyBy }) => {
      setAsking(false);
      done();
      announce(t('bodyTold', { count: told.length, day: day(replyBy) }));
    },
  );
  if (meant.length === 0) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('bodyTell', { count: meant.length })}</Button>
      {asking && (
        <Confirm
          title={t('bodyTell', { count: meant.length })}
          action={t('bodyTellNow')}
          busy={telling.isPending}
          error={telling.error}
          confirm={() => telling.mutate(undefined)}
          close={() => setAsking(false)}
        >
          <p>{t('bodyTellWhy')}</p>
        </Confirm>
      )}
    </>
  );
}
