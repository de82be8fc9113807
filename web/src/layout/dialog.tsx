import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../texts/texts.tsx';

/**
 * A form in front of the page: the browser's own dialog, which keeps the focus inside and closes by Escape. When it is gone, the
 * focus is where it was before.
 */
export function Dialog(props: { title: string; close: () => void; actions: ReactNode; children: ReactNode }) {
  const { t } = useTexts();
  const { title, close, actions, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const { current } = dialog;
    const { activeElement: before } = document;
    if (current !== null && !current.open) current.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close} className="dialog">
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="plain" aria-label={t('close')} onClick={close}>
          ×
        </button>
      </header>
      {children}
      <footer className="actions">{actions}</footer>
    </dialog>
  );
}
