import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { FailedLine } from './states.tsx';

/** Asks once more before what cannot be taken back, in the words of what will happen; with a reason where one is needed. */
export function Confirm(props: {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb of the button, never “OK”. */
  action: string;
  danger?: boolean;
  /** A reason that has to be given, which the caller keeps. */
  reason?: Readonly<{ label?: string; value: string; change: (value: string) => void; most?: number }>;
  busy: boolean;
  error: Error | null;
  confirm: () => void;
  close: () => void;
}) {
  const { t } = useTexts();
  const { title, children, action, danger = false, reason, busy, error, confirm, close } = props;
  return (
    <Dialog
      title={title}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={reason !== undefined && reason.value.trim() === ''}
            onClick={confirm}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
      {reason !== undefined && (
        <Field
          label={reason.label ?? t('confirmReason')}
          type="long"
          most={reason.most ?? 2000}
          value={reason.value}
          change={reason.change}
        />
      )}
      <FailedLine error={error} />
    </Dialog>
  );
}
