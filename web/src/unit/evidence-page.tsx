import './unit.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Progress, Select } from 'antd';
import { useId, useRef, useState, type DragEvent } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { z } from 'zod';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../shared/contracts/views.ts';
import { bilingual } from '../../../shared/domain/values.ts';
import { call } from '../api/call.ts';
import { newKey, useDraft } from '../api/draft.ts';
import { useWholeList } from '../api/lists.ts';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { Tag, type Tone } from '../layout/tag.tsx';
import { Button } from '../layout/button.tsx';
import { Components } from '../layout/components.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';
import { declare, send } from './send-files.ts';

const statusText: Readonly<Record<EvidenceView['status'], TextKey>> = {
  requested: 'st_requested',
  inspected: 'st_clean',
  quarantined: 'st_quarantined',
  accepted: 'st_accepted',
  returned: 'st_returned',
  replaced: 'st_replaced',
  withdrawn: 'st_withdrawn',
};
const statusColour: Readonly<Record<EvidenceView['status'], Tone>> = {
  requested: 'busy',
  inspected: 'warn',
  quarantined: 'bad',
  accepted: 'good',
  returned: 'bad',
  replaced: 'plain',
  withdrawn: 'plain',
};

/** A unit's evidence: what was handed in and how it stands, and a place to bring more. */
export default function EvidencePage() {
  return (
    <Components>
      <Evidence />
    </Components>
  );
}

function Evidence() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const found = useWholeList(['evidence', cycle, unit], (after) =>
    call(evidenceRoutes.listEvidence, {
      params: { cycle, unit },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  return (
    <>
      <header className="page-head">
        <h1>{t('navEvidence')}</h1>
        <p className="soft">{t('evidenceWhy')}</p>
      </header>
      <Bring cycle={cycle} unit={unit} pieces={found.items} />
      <section>
        <h2>{t('evidenceList')}</h2>
        {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
        {found.isPending && found.error === null && <Loading />}
        {found.isWhole && found.items.length === 0 && (
          <Nothing title={t('evidenceNone')} why={t('evidenceNoneWhy')} />
        )}
        {found.items.length > 0 && <Pieces pieces={found.items} cycle={cycle} unit={unit} />}
      </section>
    </>
  );
}

function Pieces({ pieces, cycle, unit }: { pieces: readonly EvidenceView[]; cycle: string; unit: string }) {
  const { t, moment } = useTexts();
  const newest = [...pieces].sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1));
  const open = async (evidence: string, file: string) => {
    const link = await call(evidenceRoutes.getDownloadLink, { params: { cycle, unit, evidence, file } });
    window.location.assign(link.url);
  };
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('evidenceList')}>
      <table className="grid stacked">
        <thead>
          <tr>
            <th scope="col">{t('evidenceTitle')}</th>
            <th scope="col">{t('evidenceItem')}</th>
            <th scope="col">{t('evidenceStatus')}</th>
            <th scope="col">{t('evidenceFiles')}</th>
            <th scope="col">{t('evidenceWhen')}</th>
          </tr>
        </thead>
        <tbody>
          {newest.map((piece) => (
            <tr key={piece.id}>
              <th scope="row">{piece.title}</th>
              <td>{piece.items.join('、')}</td>
              <td>
                <Tag tone={statusColour[piece.status]}>{t(statusText[piece.status])}</Tag>
                {piece.reason !== null && <p className="soft">{piece.reason}</p>}
              </td>
              <td>
                {piece.files.map((file) => (
                  <p key={file.id} className="file">
                    {file.status === 'inspected' ? (
                      <button type="button" className="link" onClick={() => void open(piece.id, file.id)}>
                        {file.declared.name}
                      </button>
                    ) : (
                      file.declared.name
                    )}
                  </p>
                ))}
                {piece.links.map((link) => (
                  <p key={link.url} className="file">
                    <a href={link.url} rel="noreferrer noopener" target="_blank">
                      {link.url}
                    </a>
                  </p>
                ))}
              </td>
              <td className="nowrap">{moment(piece.changedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of the rubric, what a choice of items needs. */
const itemsShape = z.object({
  schemes: z.array(
    z.object({
      parts: z.array(
        z.object({ items: z.array(z.object({ code: z.string(), label: bilingual, evidence: z.string() })) }),
      ),
    }),
  ),
});

const draftShape = z.object({ item: z.string(), title: z.string() });
const noDraft = { item: '', title: '' };
const mostFiles = 20;

type Moving = Readonly<{
  file: File;
  share: number | null;
  state: 'waiting' | 'hashing' | 'sending' | 'sent' | 'failed';
}>;

/** Brings files: chosen, dropped, or taken with a phone's camera; each with its progress, and again where the line broke. */
function Bring({ cycle, unit, pieces }: { cycle: string; unit: string; pieces: readonly EvidenceView[] }) {
  const { t, of: say } = useTexts();
  const [asked] = useSearchParams();
  const replaced = pieces.find(({ id }) => id === asked.get('replaces')) ?? null;
  const fromAddress = asked.get('item') ?? replaced?.items[0] ?? '';
  const draft = useDraft(`evidence ${cycle} ${unit}`, draftShape, noDraft);
  const item = draft.value.item === '' ? fromAddress : draft.value.item;
  const title = draft.value.title === '' ? (replaced?.title ?? '') : draft.value.title;
  const [files, setFiles] = useState<readonly Moving[]>([]);
  const [over, setOver] = useState(false);
  const [notice, setNotice] = useState<TextKey | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const key = useRef(newKey());
  const ids = { item: useId(), title: useId() };
  const queries = useQueryClient();
  const rubric = useQuery({
    queryKey: ['rubric', cycle],
    queryFn: async () => itemsShape.parse(await call(cycleRoutes.getRubric, { params: { cycle } })),
    staleTime: 600_000,
  });
  const codes = new Map(
    (rubric.data?.schemes ?? [])
      .flatMap((scheme) => scheme.parts)
      .flatMap((part) => part.items)
      .filter((each) => each.evidence !== 'none')
      .map((each) => [each.code, `${each.code} ${say(each.label)}`]),
  );

  const add = (list: FileList | null) => {
    const more = [...(list ?? [])].map((file): Moving => ({ file, share: null, state: 'waiting' }));
    const all = [...files.filter(({ state }) => state !== 'sent'), ...more];
    setNotice(all.length > mostFiles ? 'evidenceTooMany' : null);
    setFiles(all.slice(0, mostFiles));
  };
  const move = (place: number, next: Partial<Moving>) =>
    setFiles((before) => before.map((each, index) => (index === place ? { ...each, ...next } : each)));

  const sending = useMutation({
    mutationFn: async () => {
      const declared = [];
      for (const [place, { file }] of files.entries()) {
        move(place, { state: 'hashing' });
        declared.push(await declare(file));
        move(place, { state: 'waiting' });
      }
      const made = await call(evidenceRoutes.requestEvidence, {
        params: { cycle, unit },
        body: {
          items: [item],
          title: title.trim(),
          note: null,
          channel: null,
          files: declared,
          links: [],
          replaces: replaced?.id ?? null,
        },
        key: key.current,
      });
      let failed = 0;
      for (const link of made.links) {
        const place = files.findIndex(({ file, state }) => file.name === link.name && state !== 'sent');
        const moving = files[place];
        if (moving === undefined) continue;
        move(place, { state: 'sending', share: 0 });
        try {
          await send(link, moving.file, (share) => move(place, { share }));
          move(place, { state: 'sent', share: 1 });
        } catch {
          failed += 1;
          move(place, { state: 'failed' });
        }
      }
      return failed;
    },
    onSuccess: async (failed) => {
      if (failed === 0) {
        setNotice('evidenceSent');
        draft.clear();
        key.current = newKey();
      }
      await queries.invalidateQueries({ queryKey: ['evidence', cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
  });

  const submit = () => {
    if (item === '') return setNotice('evidenceChooseItem');
    if (title.trim() === '') return setNotice('evidenceName');
    setNotice(null);
    sending.mutate();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const broken = files.some(({ state }) => state === 'failed');
  return (
    <section className="card bring">
      <div className="fields">
        <div>
          <label htmlFor={ids.item}>{t('evidenceItem')}</label>
          <Select
            id={ids.item}
            className="wide"
            value={item === '' ? null : item}
            options={[...codes].map(([value, label]) => ({ value, label }))}
            onChange={(value: string) => draft.change({ item: value, title })}
          />
        </div>
        <div>
          <label htmlFor={ids.title}>{t('evidenceTitle')}</label>
          <Input
            id={ids.title}
            value={title}
            maxLength={200}
            placeholder={t('evidenceTitleHint')}
            onChange={(event) => draft.change({ item, title: event.target.value })}
          />
        </div>
      </div>
      <button
        type="button"
        className={over ? 'drop over' : 'drop'}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <b>{t('evidenceDrop')}</b>
        <span className="soft">{t('evidenceDropHint')}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden="true"
        data-testid="files"
        accept="image/*,.pdf,.doc,.docx,.xls,.xlsx"
        onChange={(event) => {
          add(event.target.files);
          event.target.value = '';
        }}
      />
      {files.length > 0 && (
        <ul className="moving" aria-live="polite">
          {files.map(({ file, share, state }, place) => (
            <li key={`${place} ${file.name}`}>
              <span>{file.name}</span>
              {state === 'hashing' && <span className="soft">{t('evidenceHashing')}</span>}
              {state === 'failed' && <span className="bad">{t('evidenceFailed')}</span>}
              {share !== null && state !== 'failed' && (
                <Progress percent={Math.round(share * 100)} size="small" aria-label={file.name} />
              )}
            </li>
          ))}
        </ul>
      )}
      {notice !== null && (
        <p role="status" className={notice === 'evidenceSent' ? 'good' : 'bad'}>
          {t(notice)}
        </p>
      )}
      <FailedLine error={sending.error} />
      <Button
        kind="primary"
        busy={sending.isPending}
        disabled={files.length === 0 || files.every(({ state }) => state === 'sent')}
        onClick={submit}
      >
        {t(sending.isPending ? 'evidenceSending' : broken ? 'evidenceRetry' : 'evidenceSend')}
      </Button>
    </section>
  );
}
