import { useCallback, useRef, useState, type ReactNode } from 'react';
import * as z from 'zod/mini';
import { newKey, useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Choice, Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { useChange } from './use-change.ts';

/** Something that is asked for before an act. */
export type Asked = Readonly<{
  name: string;
  label: string;
  type?: 'text' | 'date' | 'url' | 'long';
  /** One of these instead of words. */
  options?: readonly Readonly<{ value: string; label: string }>[];
  optional?: boolean;
  most?: number;
}>;

/** What was said, trimmed; `orNull` for what may be left out. */
export type Said = Readonly<{ of: (name: string) => string; orNull: (name: string) => string | null }>;

const values = z.record(z.string(), z.string());
const nothing: z.output<typeof values> = {};

/**
 * A button that says in a dialog what it will do, asks for what is needed, and does it. What was filled in is kept until it is done.
 * @param draft names what is kept; no two acts of the console have the same
 * @param change gets what was said, and a key by which the act sent twice is the same act
 */
export function Act(props: {
  label: string;
  why: ReactNode;
  draft: string;
  ask?: readonly Asked[];
  kind?: 'plain' | 'primary' | 'danger';
  disabled?: boolean;
  change: (said: Said, key: string) => Promise<unknown>;
}) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const { label, kind = 'plain', disabled = false } = props;
  return (
    <>
      <Button kind={kind} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && <Asking {...props} close={close} />}
    </>
  );
}

function Asking(props: Parameters<typeof Act>[0] & { close: () => void }) {
  const { t } = useTexts();
  const { label, why, ask = [], kind, change, close } = props;
  const draft = useDraft(`act ${props.draft}`, values, nothing);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const of = (name: string) => (draft.value[name] ?? '').trim();
  const acting = useChange(async () => {
    await change({ of, orNull: (name) => (of(name) === '' ? null : of(name)) }, key.current);
    draft.clear();
    close();
  });
  const isMissing = (each: Asked) => each.optional !== true && of(each.name) === '';
  return (
    <Dialog
      title={label}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind={kind === 'danger' ? 'danger' : 'primary'}
            busy={acting.isPending}
            onClick={() => {
              setTried(true);
              if (!ask.some(isMissing)) acting.mutate();
            }}
          >
            {label}
          </Button>
        </>
      }
    >
      {why !== '' && <p>{why}</p>}
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      {ask.map((each) => {
        const common = {
          label: each.optional === true ? t('optional', { label: each.label }) : each.label,
          value: draft.value[each.name] ?? '',
          change: (value: string) => draft.change({ ...draft.value, [each.name]: value }),
          missing: tried && isMissing(each),
        };
        return each.options === undefined ? (
          <Field
            key={each.name}
            {...common}
            type={each.type ?? 'text'}
            most={each.most ?? (each.type === 'long' ? 2000 : 200)}
          />
        ) : (
          <Choice key={each.name} {...common} options={each.options} />
        );
      })}
      <FailedLine error={acting.error} />
    </Dialog>
  );
}
