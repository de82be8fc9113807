import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../../shared/contracts/evidence-views.ts';
import { quarantineText } from '../../../../shared/domain/evidence/inspection-texts.ts';
import { evidenceTransitions } from '../../../../shared/domain/evidence/evidence.ts';
import { call } from '../../api/call.ts';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { Tag, type Tone } from '../../layout/tag.tsx';
import { useIsOpen, useMayKeep } from '../../layout/year-stage.tsx';
import { useTexts } from '../../texts/texts.tsx';
import type { TextKey } from '../../texts/zh.ts';
import * as z from 'zod/mini';
import { useItems } from './items.ts';
import { MakePublic } from './make-public.tsx';
import { canPreview, download, Preview } from './preview.tsx';
import { sizeText } from './progress.tsx';

type Status = EvidenceView['status'];
export const statusText: Readonly<Record<Status, TextKey>> = {
  requested: 'st_requested',
  inspected: 'st_inspected',
  quarantined: 'st_quarantined',
  accepted: 'st_accepted',
  returned: 'st_returned',
  replaced: 'st_replaced',
  withdrawn: 'st_withdrawn',
};
export const statusTone: Readonly<Record<Status, Tone>> = {
  requested: 'busy',
  inspected: 'warn',
  quarantined: 'bad',
  accepted: 'good',
  returned: 'bad',
  replaced: 'plain',
  withdrawn: 'plain',
};
const may = (status: Status, what: 'replace' | 'withdraw') => {
  const from: readonly Status[] = evidenceTransitions[what];
  return from.includes(status);
};

/** Pieces of evidence: how each stands and why, its files and links, and what can be done about it. */
export function Pieces(props: { pieces: readonly EvidenceView[]; cycle: string; unit: string }) {
  const { t, moment } = useTexts();
  const { pieces, cycle, unit } = props;
  const mayKeep = useMayKeep(unit);
  const isOpen = useIsOpen();
  const labels = new Map(useItems(cycle).map(({ code, label }) => [code, label]));
  const [taken, setTaken] = useState<EvidenceView | null>(null);
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('evidenceList')}>
        <table className="grid stacked">
          <thead>
            <tr>
              <th scope="col">{t('evidenceTitle')}</th>
              <th scope="col">{t('evidenceItem')}</th>
              <th scope="col">{t('evidenceStatus')}</th>
              <th scope="col">{t('evidenceFiles')}</th>
              <th scope="col">{t('evidenceWhen')}</th>
              <th scope="col">{t('evidenceDo')}</th>
            </tr>
          </thead>
          <tbody>
            {pieces.map((piece) => (
              <tr key={piece.id}>
                <th scope="row">
                  {piece.title}
                  {piece.note !== null && <p className="soft note">{piece.note}</p>}
                </th>
                <td>
                  {piece.items.map((code) => (
                    <p key={code} className="file">
                      {code} <span className="soft">{labels.get(code) ?? ''}</span>
                    </p>
                  ))}
                  {piece.channel !== null && (
                    <p className="soft">
                      {t(`ch_${piece.channel.kind}`)} {piece.channel.place}
                    </p>
                  )}
                </td>
                <td>
                  <Tag tone={statusTone[piece.status]}>{t(statusText[piece.status])}</Tag>
                  {piece.status === 'requested' && !isOpen && <p className="soft">{t('evidenceTooLate')}</p>}
                  {piece.public && <p className="soft">{t('evidenceIsPublic')}</p>}
                  {piece.reason !== null && <p className="lines">{piece.reason}</p>}
                </td>
                <td>
                  <Contents piece={piece} cycle={cycle} unit={unit} />
                </td>
                <td className="nowrap">{moment(piece.changedAt)}</td>
                <td>
                  <span className="row-actions">
                    {mayKeep && may(piece.status, 'replace') && (
                      <Link to={`?replaces=${piece.id}`}>{t('evidenceReplace')}</Link>
                    )}
                    {piece.status === 'accepted' && <MakePublic piece={piece} cycle={cycle} unit={unit} />}
                    {mayKeep && may(piece.status, 'withdraw') && (
                      <button type="button" className="link" onClick={() => setTaken(piece)}>
                        {t('evidenceWithdraw')}
                      </button>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {taken !== null && <Withdraw piece={taken} cycle={cycle} unit={unit} close={() => setTaken(null)} />}
    </>
  );
}

function Contents({ piece, cycle, unit }: { piece: EvidenceView; cycle: string; unit: string }) {
  const { t, of: say } = useTexts();
  const [shown, setShown] = useState<Readonly<{ id: string; name: string }> | null>(null);
  const place = { cycle, unit, evidence: piece.id };
  const loading = useMutation({ mutationFn: (file: string) => download(place, file) });
  return (
    <>
      {piece.files.map(({ id, status, declared, verdict }) => (
        <div key={id} className="file">
          {status === 'inspected' ? (
            <button
              type="button"
              className="link"
              onClick={() =>
                canPreview(declared.contentType) ? setShown({ id, name: declared.name }) : loading.mutate(id)
              }
            >
              {declared.name}
            </button>
          ) : (
            declared.name
          )}{' '}
          <small className="soft">{sizeText(declared.size)}</small>
          {status === 'requested' && <small className="soft"> {t('evidenceNotCome')}</small>}
          {verdict?.outcome === 'quarantined' &&
            verdict.reasons.map((reason) => (
              <p key={reason.code} className="bad">
                {say(quarantineText(reason))}
              </p>
            ))}
        </div>
      ))}
      {piece.links.map((link) => (
        <p key={link.url} className="file">
          <a href={link.url} rel="noreferrer noopener" target="_blank">
            {link.title ?? link.url}
          </a>
        </p>
      ))}
      <FailedLine error={loading.error} />
      {shown !== null && <Preview place={place} file={shown} close={() => setShown(null)} />}
    </>
  );
}

const reasonShape = z.string();

function Withdraw(props: { piece: EvidenceView; cycle: string; unit: string; close: () => void }) {
  const { t } = useTexts();
  const { piece, cycle, unit, close } = props;
  const draft = useDraft(`withdraw ${piece.id}`, reasonShape, '');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: () =>
      call(evidenceRoutes.withdrawEvidence, {
        params: { cycle, unit, evidence: piece.id },
        body: { reason: draft.value.trim() },
      }),
    onSuccess: async () => {
      draft.clear();
      close();
      await queries.invalidateQueries({ queryKey: ['evidence', cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
  });
  const missing = draft.value.trim() === '';
  return (
    <Dialog
      title={t('evidenceWithdrawTitle')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="danger"
            busy={withdrawing.isPending}
            onClick={() => {
              setTried(true);
              if (!missing) withdrawing.mutate();
            }}
          >
            {t('evidenceWithdraw')}
          </Button>
        </>
      }
    >
      <p>{t('evidenceWithdrawWhy', { title: piece.title })}</p>
      <Field
        label={t('evidenceWithdrawReason')}
        value={draft.value}
        change={draft.change}
        missing={tried && missing}
      />
      <FailedLine error={withdrawing.error} />
    </Dialog>
  );
}
