import { useMemo, type ReactNode } from 'react';
import * as z from 'zod/mini';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { useChange } from './use-change.ts';

/**
 * Settings of one thing: what they are, the fields, and saving them; that they were saved is said until something changes again.
 * What was changed and not saved yet is kept in this browser.
 * @param draft names what is kept; no two cards of the console have the same
 */
export function SettingsCard<Value>(props: {
  title: string;
  why: string;
  draft: string;
  shape: z.ZodMiniType<Value>;
  settled: Value;
  save: (value: Value) => Promise<unknown>;
  children: (value: Value, change: (value: Value) => void) => ReactNode;
}) {
  const { t } = useTexts();
  const { title, why, shape, settled, save, children } = props;
  const orNothing = useMemo(() => z.nullable(shape), [shape]);
  /** Null while nothing was changed: then what is settled holds, also when somebody else settles it. */
  const draft = useDraft<Value | null>(`settings ${props.draft}`, orNothing, null);
  const edited = draft.value;
  const value = edited ?? settled;
  const saving = useChange(async () => {
    await save(value);
    draft.clear();
  });
  return (
    <section className="card form">
      <h2>{title}</h2>
      <p className="soft">{why}</p>
      {draft.restored && edited !== null && <p className="soft">{t('registerDraftKept')}</p>}
      {children(value, (next) => {
        saving.reset();
        draft.change(next);
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
        {edited !== null && <Button onClick={() => draft.clear()}>{t('undo')}</Button>}
        {saving.isSuccess && edited === null && <span role="status">{t('saved')}</span>}
      </div>
    </section>
  );
}
