import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import type { RequestView } from '../../../../shared/contracts/request-views.ts';
import type { RequestAmendment } from '../../../../shared/domain/requests/request.ts';
import { call } from '../../api/call.ts';
import { useDraft } from '../../api/draft.ts';
import { ChangedMeanwhile, unlessChanged } from '../../api/unless-changed.ts';
import { useAnnounce } from '../../layout/announcer.tsx';
import { Button } from '../../layout/button.tsx';
import { Conflict } from '../../layout/conflict.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import {
  channelOptions,
  draftOf,
  entryOf,
  kindOptions,
  requestDraft,
  RequestFields,
  type RequestDraft,
} from './request-fields.tsx';

/** What is typed, why, and what stood on record when somebody began to type. */
const kept = z.nullable(z.object({ known: requestDraft, value: requestDraft, reason: z.string() }));
const nothingKept: z.output<typeof kept> = null;

/** Puts right what was written down wrongly of a request, and says why; what has been put right stands in its history. */
export function AmendDialog({ of, close }: { of: RequestView; close: () => void }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { cycle, unit, id } = of;
  const params = { cycle, unit, request: id };
  const draft = useDraft(`request-amend ${id}`, kept, nothingKept);
  const [tried, setTried] = useState(false);
  const stands = draftOf(of);
  const { known, value, reason } = draft.value ?? { known: stands, value: stands, reason: '' };
  const entry = entryOf(value);
  const isSame = JSON.stringify(value) === JSON.stringify(known);
  const rests = of.correction !== null || of.pauses.length + of.reopened.length > 0 || of.extension !== null;
  const mending = useMutation({
    mutationFn: (body: RequestAmendment) =>
      unlessChanged({
        known,
        read: async () => draftOf(await call(requestRoutes.getRequest, { params })),
        send: () => call(requestRoutes.amendRequest, { params, body }),
      }),
    onSuccess: async () => {
      draft.clear();
      close();
      announce(t('rqAmended'));
      for (const key of ['request', 'requests', 'annual-report', 'standing'])
        await queries.invalidateQueries({ queryKey: [key, cycle, unit] });
    },
  });
  const { error } = mending;
  const theirs = error instanceof ChangedMeanwhile ? requestDraft.parse(error.theirs) : null;
  return (
    <Dialog
      title={t('rqAmend')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={mending.isPending}
            disabled={theirs !== null}
            onClick={() => {
              setTried(true);
              if (entry !== null && !isSame && reason.trim() !== '')
                mending.mutate({ ...entry, reason: reason.trim() });
            }}
          >
            {t('rqAmend')}
          </Button>
        </>
      }
    >
      <p className="soft">{t(rests ? 'rqAmendWhyResting' : 'rqAmendWhy')}</p>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      {theirs === null ? (
        <>
          <RequestFields
            value={value}
            change={(next) => draft.change({ known, value: next, reason })}
            tried={tried}
            confirmation
            fixedReceipt={rests}
          />
          <Field
            label={t('rqAmendReason')}
            value={reason}
            change={(next) => draft.change({ known, value, reason: next })}
            missing={tried && reason.trim() === ''}
          />
          {tried && isSame && (
            <p className="bad" role="alert">
              {t('rqAmendSame')}
            </p>
          )}
          <FailedLine error={error} />
        </>
      ) : (
        <Conflict
          fields={inWords(theirs, value, t)}
          takeTheirs={() => {
            draft.change({ known: theirs, value: theirs, reason });
            mending.reset();
          }}
          putMine={() => {
            draft.change({ known: theirs, value, reason });
            mending.reset();
          }}
        />
      )}
    </Dialog>
  );
}

type Say = ReturnType<typeof useTexts>['t'];

/** What two people have written, field by field. */
function inWords(theirs: RequestDraft, mine: RequestDraft, t: Say) {
  const plain = {
    wanted: t('rqWanted'),
    arrivedOn: t('rqArrivedOn'),
    confirmedOn: t('rqConfirmedOn'),
    name: t('rqName'),
    phone: t('rqPhone'),
    email: t('rqEmail'),
    address: t('rqAddress'),
    reference: t('rqReference'),
  } as const;
  const channel = (of: RequestDraft) =>
    channelOptions(t).find(({ value }) => value === of.channel)?.label ?? '';
  const kind = (of: RequestDraft) => kindOptions(t).find(({ value }) => value === of.kind)?.label ?? '';
  return [
    { label: t('rqChannel'), theirs: channel(theirs), mine: channel(mine) },
    { label: t('rqKind'), theirs: kind(theirs), mine: kind(mine) },
    ...(
      ['wanted', 'arrivedOn', 'confirmedOn', 'name', 'phone', 'email', 'address', 'reference'] as const
    ).map((name) => ({ label: plain[name], theirs: theirs[name], mine: mine[name] })),
  ];
}
