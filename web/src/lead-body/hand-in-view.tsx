import { useState } from 'react';
import * as z from 'zod/mini';
import { handInRoutes } from '../../../shared/contracts/hand-in-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Confirm } from '../layout/confirm.tsx';
import { Field } from '../layout/field.tsx';
import { Failed, Loading } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChange, useDeductions, useHandIn, type Place } from './use-body.ts';

const shape = z.object({ report: z.string(), note: z.string() });
const empty = { report: '', note: '' };

/** The body says that it is done for the year, with its report of the year's work. */
export function HandInView({ place }: { place: Place }) {
  const { t, moment } = useTexts();
  const announce = useAnnounce();
  const found = useHandIn(place);
  const deductions = useDeductions(place);
  const draft = useDraft(`hand-in ${place.cycle} ${place.body}`, shape, empty);
  const [asking, setAsking] = useState(false);
  const { value } = draft;
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const handing = useChange(
    place,
    () =>
      call(handInRoutes.handIn, {
        params: place,
        body: { note: orNull(value.note), workReport: orNull(value.report) },
      }),
    () => {
      draft.clear();
      setAsking(false);
      announce(t('bodyHandInDone'));
    },
  );
  if (found.error !== null) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  const count = (status: string) => deductions.items.filter((each) => each.status === status).length;
  const of = found.data;
  if (of.status !== 'open')
    return (
      <section className="card">
        <h2>{t('bodyHandIn')}</h2>
        <p role="status">
          {of.status === 'silent'
            ? t('bodySilent')
            : t('bodyHandedIn', { at: of.at === null ? '' : moment(of.at) })}
        </p>
        {of.onBehalf !== null && <p>{t('bodyOnBehalf', { reason: of.onBehalf })}</p>}
        {of.note !== null && <p className="lines">{of.note}</p>}
        {of.workReport !== null && (
          <>
            <h3>{t('bodyReport')}</h3>
            <p className="lines">{of.workReport}</p>
          </>
        )}
      </section>
    );
  return (
    <section className="card">
      <h2>{t('bodyHandIn')}</h2>
      <p className="soft">{t('bodyHandInWhy')}</p>
      {count('draft') + count('replied') > 0 && (
        <p className="callout" role="note">
          {t('bodyStillOpen', { drafts: count('draft'), replies: count('replied') })}
        </p>
      )}
      <Field
        label={t('bodyReport')}
        type="long"
        most={10_000}
        value={value.report}
        change={(report) => draft.change({ ...value, report })}
      />
      <Field
        label={t('bodyNote')}
        type="long"
        most={2000}
        value={value.note}
        change={(note) => draft.change({ ...value, note })}
      />
      <p className="actions">
        <Button kind="primary" onClick={() => setAsking(true)}>
          {t('bodyHandInStart')}
        </Button>
      </p>
      {asking && (
        <Confirm
          title={t('bodyHandInStart')}
          action={t('bodyHandInNow')}
          busy={handing.isPending}
          error={handing.error}
          confirm={() => handing.mutate(undefined)}
          close={() => setAsking(false)}
        >
          <p>{t('bodyHandInSure')}</p>
        </Confirm>
      )}
    </section>
  );
}
