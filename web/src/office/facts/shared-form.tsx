import { Fragment, useState, type ReactNode } from 'react';
import type * as z from 'zod/mini';
import { useDraft } from '../../api/draft.ts';
import { ChangedMeanwhile, unlessChanged } from '../../api/unless-changed.ts';
import { useAnnounce } from '../../layout/announcer.tsx';
import { Button } from '../../layout/button.tsx';
import { Conflict } from '../../layout/conflict.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { useChange } from '../parts/use-change.ts';

/**
 * A form in a dialog over what others may write too. It says what each thing is now and what it will be; where somebody has written
 * meanwhile, both stand beside each other and the person chooses.
 * @param draft names what is kept of it; no two forms of the console have the same
 * @param stored what stood there when it was opened, as it would be typed
 * @param say what is written, in words, thing by thing, always in the same order
 */
export function SharedForm<Value>(props: {
  title: string;
  why: string;
  draft: string;
  shape: z.ZodMiniType<Value>;
  stored: Value;
  read: () => Promise<Value>;
  /** @param seen what the person saw there: the server refuses what is written over anything else */
  send: (value: Value, seen: Value) => Promise<unknown>;
  isWhole: (value: Value) => boolean;
  say: (value: Value) => readonly Readonly<{ label: string; value: string }>[];
  close: () => void;
  children: (value: Value, change: (value: Value) => void, tried: boolean) => ReactNode;
}) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { title, why, shape, read, isWhole, say, close, children } = props;
  const [known, setKnown] = useState(props.stored);
  const [start] = useState(props.stored);
  const draft = useDraft(props.draft, shape, start);
  const { value } = draft;
  const [tried, setTried] = useState(false);
  const sending = useChange(async (seen: Value) => {
    await unlessChanged({ known: seen, read, send: () => props.send(value, seen) });
    draft.clear(value);
    announce(t('saved'));
    close();
  });
  const theirs = sending.error instanceof ChangedMeanwhile ? shape.parse(sending.error.theirs) : null;
  const now = say(known);
  const changes = say(value).flatMap(({ label, value: after }, place) => {
    const before = now[place]?.value ?? '';
    return before === after ? [] : [{ label, before, after }];
  });
  const submit = (seen: Value) => {
    setTried(true);
    if (isWhole(value)) sending.mutate(seen);
  };
  return (
    <Dialog
      title={title}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={sending.isPending}
            disabled={theirs !== null || changes.length === 0}
            onClick={() => submit(known)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <p>{why}</p>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      {theirs === null ? (
        <>
          {children(value, draft.change, tried)}
          {changes.length > 0 && (
            <section className="changes">
              <h3>{t('factsWillChange')}</h3>
              <dl className="facts">
                {changes.map(({ label, before, after }) => (
                  <Fragment key={label}>
                    <dt>{label}</dt>
                    <dd className="lines">
                      <del>{before || t('changedEmpty')}</del> → <ins>{after || t('changedEmpty')}</ins>
                    </dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          )}
          <FailedLine error={sending.error} />
        </>
      ) : (
        <Conflict
          fields={say(theirs).map((each, place) => ({
            label: each.label,
            theirs: each.value,
            mine: say(value)[place]?.value ?? '',
          }))}
          busy={sending.isPending}
          takeTheirs={() => {
            setKnown(theirs);
            draft.change(theirs);
            sending.reset();
          }}
          putMine={() => submit(theirs)}
        />
      )}
    </Dialog>
  );
}
