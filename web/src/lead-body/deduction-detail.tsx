import { useState } from 'react';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { WhoMay } from '../assess/who-may.tsx';
import { call } from '../api/call.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Confirm } from '../layout/confirm.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { DeductionFacts } from './deduction-facts.tsx';
import { DeductionForm } from './deduction-form.tsx';
import { deductionStatus } from './deduction-status.ts';
import { useChange, type Deduction, type Place } from './use-body.ts';

/** One deduction with all that was said about it; a draft may be corrected, any may be withdrawn with a reason. */
export function DeductionDetail(props: { of: Deduction; place: Place; close: () => void }) {
  const { t } = useTexts();
  const { me } = useYear();
  const names = useNames();
  const announce = useAnnounce();
  const { of, place, close } = props;
  const [doing, setDoing] = useState<'correct' | 'withdraw' | null>(null);
  const [reason, setReason] = useState('');
  const withdrawing = useChange(
    place,
    () =>
      call(deductionRoutes.withdrawDeduction, {
        params: { ...place, deduction: of.id },
        body: { reason: reason.trim() },
      }),
    () => {
      announce(t('bodyWithdrawn'));
      close();
    },
  );
  const recused = of.unit === me.homeUnit;
  if (doing === 'correct') return <DeductionForm place={place} before={of} close={close} />;
  if (doing === 'withdraw')
    return (
      <Confirm
        title={t('bodyWithdraw')}
        action={t('bodyWithdraw')}
        danger
        reason={{ value: reason, change: setReason, most: 200 }}
        busy={withdrawing.isPending}
        error={withdrawing.error}
        confirm={() => withdrawing.mutate(undefined)}
        close={() => setDoing(null)}
      >
        <p>{t(of.status === 'draft' ? 'bodyWithdrawDraft' : 'bodyWithdrawTold')}</p>
      </Confirm>
    );
  return (
    <Dialog
      title={`${names.unit(of.unit)} · ${t('points', { points: `−${of.points}` })}`}
      close={close}
      actions={
        <>
          {!recused && of.status === 'draft' && (
            <Button onClick={() => setDoing('correct')}>{t('bodyCorrect')}</Button>
          )}
          {!recused && of.status !== 'withdrawn' && (
            <Button kind="danger" onClick={() => setDoing('withdraw')}>
              {t('bodyWithdraw')}
            </Button>
          )}
          <Button onClick={close}>{t('close')}</Button>
        </>
      }
    >
      <p>
        <Tag tone={deductionStatus[of.status].tone}>{t(deductionStatus[of.status].text)}</Tag>
      </p>
      <DeductionFacts of={of} />
      {recused && <WhoMay cycle={place.cycle} unit={of.unit} act="deduct" body={place.body} />}
    </Dialog>
  );
}
