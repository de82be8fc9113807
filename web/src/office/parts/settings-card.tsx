import { useState, type ReactNode } from 'react';
import { Button } from '../../layout/button.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { useChange } from './use-change.ts';

/** Settings of one thing: what they are, the fields, and saving them; that they were saved is said until something changes again. */
export function SettingsCard<Value>(props: {
  title: string;
  why: string;
  settled: Value;
  save: (value: Value) => Promise<unknown>;
  children: (value: Value, change: (value: Value) => void) => ReactNode;
}) {
  const { t } = useTexts();
  const { title, why, settled, save, children } = props;
  /** Null while nothing was changed: then what is settled holds, also when somebody else settles it. */
  const [edited, setEdited] = useState<Value | null>(null);
  const value = edited ?? settled;
  const saving = useChange(async () => {
    await save(value);
    setEdited(null);
  });
  return (
    <section className="card form">
      <h2>{title}</h2>
      <p className="soft">{why}</p>
      {children(value, (next) => {
        saving.reset();
        setEdited(next);
      })}
      <FailedLine error={saving.error} />
      <div className="actions">
        <Button
          kind="primary"
          disabled={edited === null}
          busy={saving.isPending}
          onClick={() => saving.mutate()}
        >
          {t('save')}
        </Button>
        {edited !== null && <Button onClick={() => setEdited(null)}>{t('undo')}</Button>}
        {saving.isSuccess && edited === null && <span role="status">{t('saved')}</span>}
      </div>
    </section>
  );
}
