import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { confirmationRoutes } from '../../../shared/contracts/confirmation-routes.ts';
import type { ConfirmationState } from '../../../shared/domain/assessment/unit-confirmation.ts';
import { call, Refused } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Confirm } from '../layout/confirm.tsx';
import { Field } from '../layout/field.tsx';
import { Failed, Loading } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';

const tones = { missing: 'warn', confirmed: 'good', changed: 'bad' } as const;
const noteShape = z.string();
type Place = Readonly<{ cycle: string; unit: string }>;

/** Whether the unit's leader stands for the unit's year as it is now; and, for the leader, the way to do so. */
export function ConfirmYear({ cycle, unit, state }: Place & { state: ConfirmationState }) {
  const { t } = useTexts();
  const { me, cycle: year } = useYear();
  const isLeader = me.roles.some((held) => held.role === 'unit-leader' && held.unit === unit);
  const isOver = year.stage === 'before' || year.stage === 'published';
  return (
    <section className="card">
      <h2>
        {t('cyTitle')} <Tag tone={tones[state]}>{t(`cy_${state}`)}</Tag>
      </h2>
      <p className="soft">{t(isLeader ? `cyWhy_${state}` : 'cyWhyOthers')}</p>
      {isLeader && <Signing cycle={cycle} unit={unit} may={!isOver} />}
    </section>
  );
}

function Signing({ cycle, unit, may }: Place & { may: boolean }) {
  const { t, moment } = useTexts();
  const params = { cycle, unit };
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const draft = useDraft(`confirm-year ${cycle} ${unit}`, noteShape, '');
  const found = useQuery({
    queryKey: ['confirmation', cycle, unit],
    queryFn: () => call(confirmationRoutes.getUnitConfirmation, { params }),
  });
  const readAnew = async () => {
    await queries.invalidateQueries({ queryKey: ['confirmation', cycle, unit] });
    await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
  };
  const confirming = useMutation({
    mutationFn: (contentSha256: string) =>
      call(confirmationRoutes.confirmUnitYear, {
        params,
        body: { contentSha256, note: draft.value.trim() === '' ? null : draft.value.trim() },
      }),
    onSuccess: async () => {
      draft.clear();
      setAsking(false);
      announce(t('cyDone'));
      await readAnew();
    },
    // What was changed meanwhile has to be looked at first: the figures are those of now.
    onError: async (error) => {
      if (error instanceof Refused) await readAnew();
    },
  });
  if (found.data === undefined)
    return found.error === null ? (
      <Loading />
    ) : (
      <Failed error={found.error} retry={() => void found.refetch()} />
    );
  const { now, confirmed, state } = found.data;
  const figures = t('cyFigures', { rows: now.rows, pieces: now.pieces });
  return (
    <>
      <p>{figures}</p>
      {confirmed !== null && (
        <p className="soft">
          {t('cyLast', {
            at: moment(confirmed.at),
            by: confirmed.by ?? '',
            rows: confirmed.rows,
            pieces: confirmed.pieces,
          })}
          {confirmed.note !== null && `${t('cyNoteWas')}${confirmed.note}`}
        </p>
      )}
      {may && state !== 'confirmed' && (
        <div className="actions">
          <Button kind="primary" onClick={() => setAsking(true)}>
            {t('cyDo')}
          </Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={t('cyDo')}
          action={t('cyDo')}
          busy={confirming.isPending}
          error={confirming.error}
          confirm={() => confirming.mutate(now.contentSha256)}
          close={() => setAsking(false)}
        >
          <p>{t('cySure')}</p>
          <p>
            <b>{figures}</b>
          </p>
          <Field
            label={t('optional', { label: t('cyNote') })}
            type="long"
            most={2000}
            value={draft.value}
            change={draft.change}
          />
        </Confirm>
      )}
    </>
  );
}
