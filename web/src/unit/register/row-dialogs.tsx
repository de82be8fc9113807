import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import * as z from 'zod/mini';
import { registerRoutes } from '../../../../shared/contracts/register-routes.ts';
import type { RegisterRow } from '../../../../shared/domain/register/register-row.ts';
import { call, Refused } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Confirm } from '../../layout/confirm.tsx';
import { Conflict } from '../../layout/conflict.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Failed, FailedLine, Loading } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import {
  draftOf,
  entryOf,
  missingIn,
  noRow,
  rowFields,
  RowForm,
  rowShape,
  type RowDraft,
} from './row-form.tsx';
import { RowChanges } from './row-changes.tsx';

export type RegisterPlace = Readonly<{
  cycle: string;
  unit: string;
  columns: ReadonlyMap<string, string>;
  opens: string;
}>;

/** After a change of the register, all that is made from it is read anew. */
export function useRegisterChanged({ cycle, unit }: Pick<RegisterPlace, 'cycle' | 'unit'>) {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['register', 'register-not-counted', 'register-count', 'standing', 'link-findings'].map((each) =>
        queries.invalidateQueries({ queryKey: [each, cycle, unit] }),
      ),
    );
}

export function AddRow({ place, close }: { place: RegisterPlace; close: () => void }) {
  const { t } = useTexts();
  const { cycle, unit } = place;
  const draft = useDraft(`register ${cycle} ${unit}`, rowShape, noRow);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const changed = useRegisterChanged(place);
  const adding = useMutation({
    mutationFn: () =>
      call(registerRoutes.addRegisterRows, {
        params: { cycle, unit },
        body: { rows: [entryOf(draft.value)] },
        key: key.current,
      }),
    onSuccess: async () => {
      draft.clear();
      close();
      await changed();
    },
  });
  return (
    <Dialog
      title={t('registerAdd')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button
            kind="primary"
            busy={adding.isPending}
            onClick={() => {
              setTried(true);
              if (missingIn(draft.value).size === 0) adding.mutate();
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <RowForm {...place} value={draft.value} change={draft.change} tried={tried} />
      <FailedLine error={adding.error} />
    </Dialog>
  );
}

/** Corrects a row; where somebody else has corrected it meanwhile, shows both and lets the person choose. */
export function CorrectRow(props: { row: RegisterRow; place: RegisterPlace; close: () => void }) {
  const { t } = useTexts();
  const { row, place, close } = props;
  const { cycle, unit } = place;
  const [original] = useState(() => draftOf(row.entry));
  const draft = useDraft(`row ${row.id}`, rowShape, original);
  const [seen, setSeen] = useState(row.changedAt);
  const [theirs, setTheirs] = useState<RegisterRow | null>(null);
  const [tried, setTried] = useState(false);
  const changed = useRegisterChanged(place);
  const correcting = useMutation({
    mutationFn: async (since: string) => {
      const params = { cycle, unit, row: row.id };
      try {
        await call(registerRoutes.correctRegisterRow, {
          params,
          query: { seen: since },
          body: entryOf(draft.value),
        });
        return true;
      } catch (error) {
        if (!(error instanceof Refused) || error.problem.code !== 'changed-meanwhile') throw error;
        const now = await call(registerRoutes.getRegisterRowHistory, { params });
        setTheirs(now.row);
        return false;
      }
    },
    onSuccess: async (done) => {
      if (done) {
        draft.clear();
        close();
      }
      await changed();
    },
  });
  const text = (of: RowDraft, name: keyof RowDraft) =>
    name === 'column' ? (place.columns.get(of.column) ?? '') : of[name];
  return (
    <Dialog
      title={t('registerCorrect')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button
            kind="primary"
            busy={correcting.isPending}
            disabled={theirs !== null}
            onClick={() => {
              setTried(true);
              if (missingIn(draft.value).size === 0) correcting.mutate(seen);
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      {theirs === null ? (
        <RowForm {...place} value={draft.value} change={draft.change} tried={tried} />
      ) : (
        <Conflict
          fields={[{ name: 'column', text: 'registerColumn' } as const, ...rowFields].map(
            ({ name, text: label }) => ({
              label: t(label),
              theirs: text(draftOf(theirs.entry), name),
              mine: text(draft.value, name),
            }),
          )}
          busy={correcting.isPending}
          takeTheirs={() => {
            draft.change(draftOf(theirs.entry));
            setSeen(theirs.changedAt);
            setTheirs(null);
          }}
          putMine={() => {
            setSeen(theirs.changedAt);
            setTheirs(null);
            correcting.mutate(theirs.changedAt);
          }}
        />
      )}
      <FailedLine error={correcting.error} />
    </Dialog>
  );
}

const reasonShape = z.string();

/** Withdraws a row for a reason; where somebody has changed it meanwhile, shows what it says now before it may go. */
export function WithdrawRow(props: { row: RegisterRow; place: RegisterPlace; close: () => void }) {
  const { t } = useTexts();
  const { place, close } = props;
  const draft = useDraft(`withdraw ${props.row.id}`, reasonShape, '');
  const [opened] = useState(props.row);
  const [row, setRow] = useState(props.row);
  const changed = useRegisterChanged(place);
  const withdrawing = useMutation({
    mutationFn: async () => {
      const params = { cycle: place.cycle, unit: place.unit, row: row.id };
      try {
        await call(registerRoutes.withdrawRegisterRow, {
          params,
          query: { seen: row.changedAt },
          body: { reason: draft.value.trim() },
        });
        return true;
      } catch (error) {
        if (!(error instanceof Refused) || error.problem.code !== 'changed-meanwhile') throw error;
        setRow((await call(registerRoutes.getRegisterRowHistory, { params })).row);
        return false;
      }
    },
    onSuccess: async (done) => {
      if (done) {
        draft.clear();
        close();
      }
      await changed();
    },
  });
  return (
    <Confirm
      title={t('registerWithdraw')}
      action={t('registerWithdraw')}
      danger
      reason={{ label: t('registerWithdrawReason'), value: draft.value, change: draft.change, most: 200 }}
      busy={withdrawing.isPending}
      error={withdrawing.error}
      confirm={() => withdrawing.mutate()}
      close={close}
    >
      {row.changedAt !== opened.changedAt && (
        <div className="callout" role="alert">
          <p className="nothing-title">{t('changedTitle')}</p>
          <p>{t('registerChangedSince')}</p>
          <RowChanges before={draftOf(opened.entry)} after={draftOf(row.entry)} columns={place.columns} />
        </div>
      )}
      <p>{t('registerWithdrawWhy', { title: row.entry.title })}</p>
    </Confirm>
  );
}

/** What a row said before, version by version, and what was changed in each. */
export function RowHistory(props: { row: RegisterRow; place: RegisterPlace; close: () => void }) {
  const { t, moment } = useTexts();
  const { row, place, close } = props;
  const { cycle, unit } = place;
  const found = useQuery({
    queryKey: ['register', cycle, unit, row.id],
    queryFn: () => call(registerRoutes.getRegisterRowHistory, { params: { cycle, unit, row: row.id } }),
  });
  const versions = [
    ...(found.data?.earlier ?? []).map(({ entry, until, correctedBy }) => ({ entry, until, correctedBy })),
    ...(found.data === undefined ? [] : [{ entry: found.data.row.entry, until: null, correctedBy: null }]),
  ];
  return (
    <Dialog
      title={t('registerHistory')}
      close={close}
      actions={
        <Button kind="primary" onClick={close}>
          {t('close')}
        </Button>
      }
    >
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {versions.length === 1 && <p>{t('registerHistoryNone')}</p>}
      {versions.slice(0, -1).map(({ entry, until, correctedBy }, index) => {
        const before = draftOf(entry);
        const after = draftOf(versions[index + 1]?.entry ?? entry);
        return (
          <section key={until}>
            <h3>
              {until === null ? '' : moment(until)}{' '}
              {correctedBy !== null && (
                <small className="soft">{t('registerCorrectedBy', { name: correctedBy })}</small>
              )}
            </h3>
            <RowChanges before={before} after={after} columns={place.columns} />
          </section>
        );
      })}
    </Dialog>
  );
}
