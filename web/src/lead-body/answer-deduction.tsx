import * as z from 'zod/mini';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { DeductionFacts } from './deduction-facts.tsx';
import { useChange, type Deduction, type Place } from './use-body.ts';

const shape = z.object({ points: z.string(), reason: z.string() });
const empty = { points: '', reason: '' };

/** A unit's reply, which the body answers: it keeps what it took, or takes less; either way with a reason. */
export function AnswerDeduction({ of, place }: { of: Deduction; place: Place }) {
  const { t } = useTexts();
  const names = useNames();
  const announce = useAnnounce();
  const draft = useDraft(`answer ${place.cycle} ${of.id}`, shape, empty);
  const { value } = draft;
  const answering = useChange(
    place,
    () =>
      call(deductionRoutes.answerDeductionReply, {
        params: { ...place, deduction: of.id },
        body: {
          points: value.points.trim() === '' ? null : value.points.trim(),
          reason: value.reason.trim(),
        },
      }),
    () => {
      draft.clear();
      announce(t('bodyAnswered', { unit: names.unit(of.unit) }));
    },
  );
  return (
    <article className="card">
      <h3>
        {names.unit(of.unit)} · {t('points', { points: `−${of.points}` })}
      </h3>
      <DeductionFacts of={of} />
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
          most={8}
          value={value.points}
          change={(points) => draft.change({ ...value, points })}
        />
        <FailedLine error={answering.error} />
        <p className="actions">
          <Button
            kind="primary"
            disabled={value.reason.trim() === ''}
            busy={answering.isPending}
            onClick={() => answering.mutate(undefined)}
          >
            {t('bodySendAnswer')}
          </Button>
        </p>
      </div>
    </article>
  );
}
