import './assess.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../shared/contracts/views.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { Tag } from '../layout/tag.tsx';
import { Button } from '../layout/button.tsx';
import { Components } from '../layout/components.tsx';
import { useTexts } from '../texts/texts.tsx';

/** What waits for a reviewer, one piece after the other, by mouse or by keys. */
export default function ReviewPage() {
  return (
    <Components>
      <Review />
    </Components>
  );
}

function Review() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { me } = useYear();
  const found = useWholeList(['review', cycle], async () => {
    const { items: units } = await call(cycleRoutes.listUnits, { params: { cycle } });
    const pieces: EvidenceView[] = [];
    for (let place = 0; place < units.length; place += 6) {
      const lists = await Promise.all(
        units
          .slice(place, place + 6)
          .map(({ id }) =>
            call(evidenceRoutes.listEvidence, { params: { cycle, unit: id }, query: { limit: 200 } }),
          ),
      );
      pieces.push(...lists.flatMap(({ items }) => items.filter(({ status }) => status === 'inspected')));
    }
    return { items: pieces, next: null };
  });
  const [at, setAt] = useState(0);
  const pieces = found.items;
  const one = pieces[Math.min(at, pieces.length - 1)];
  return (
    <>
      <header className="page-head">
        <h1>{t('navReview')}</h1>
        <p className="soft">{t('reviewWhy')}</p>
      </header>
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && pieces.length === 0 && <Nothing title={t('reviewNone')} why={t('reviewNoneWhy')} />}
      {one !== undefined && (
        <div className="review">
          <Queue pieces={pieces} chosen={one.id} choose={setAt} ownUnit={me.homeUnit} />
          <Piece
            key={one.id}
            of={one}
            cycle={cycle}
            recused={one.unit === me.homeUnit}
            next={(step) => setAt(Math.max(0, Math.min(pieces.length - 1, at + step)))}
          />
        </div>
      )}
    </>
  );
}

function Queue(props: {
  pieces: readonly EvidenceView[];
  chosen: string;
  choose: (place: number) => void;
  ownUnit: string | null;
}) {
  const { t } = useTexts();
  const names = useNames();
  const { pieces, chosen, choose, ownUnit } = props;
  return (
    <ul className="queue" aria-label={t('navReview')}>
      {pieces.map((piece, place) => (
        <li key={piece.id}>
          <button
            type="button"
            className={piece.id === chosen ? 'chosen' : ''}
            aria-current={piece.id === chosen}
            onClick={() => choose(place)}
          >
            <b>{names.unit(piece.unit)}</b> {piece.items.join('、')}
            <span>{piece.title}</span>
            {piece.unit === ownUnit && <span className="soft">{t('reviewRecused')}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Piece(props: { of: EvidenceView; cycle: string; recused: boolean; next: (step: 1 | -1) => void }) {
  const { t, moment } = useTexts();
  const names = useNames();
  const { of, cycle, recused, next } = props;
  const [reason, setReason] = useState<string | null>(null);
  const queries = useQueryClient();
  const place = { cycle, unit: of.unit, evidence: of.id };
  const deciding = useMutation({
    mutationFn: (said: string | null) =>
      said === null
        ? call(evidenceRoutes.acceptEvidence, { params: place })
        : call(evidenceRoutes.returnEvidence, { params: place, body: { reason: said } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['review', cycle] }),
  });
  const { mutate, isPending } = deciding;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'ArrowDown') next(1);
      else if (event.key === 'ArrowUp') next(-1);
      else if (recused || isPending) return;
      else if (event.key === 'y') mutate(null);
      else if (event.key === 'n') setReason('');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [next, mutate, recused, isPending]);
  const open = async (file: string) => {
    const link = await call(evidenceRoutes.getDownloadLink, { params: { ...place, file } });
    window.location.assign(link.url);
  };
  return (
    <article className="card">
      <h2>{of.title}</h2>
      <p>
        {names.unit(of.unit)} ·{' '}
        {of.items.map((item) => (
          <Tag key={item}>{item}</Tag>
        ))}{' '}
        · {moment(of.changedAt)}
      </p>
      {of.note !== null && <p className="lines">{of.note}</p>}
      <ul>
        {of.files.map((file) => (
          <li key={file.id}>
            <button type="button" className="link" onClick={() => void open(file.id)}>
              {file.declared.name}
            </button>
          </li>
        ))}
        {of.links.map((link) => (
          <li key={link.url}>
            <a href={link.url} target="_blank" rel="noreferrer noopener">
              {link.url}
            </a>
          </li>
        ))}
      </ul>
      {recused && <p className="soft">{t('reviewRecused')}</p>}
      {reason !== null && (
        <Input.TextArea
          autoFocus
          aria-label={t('reviewReason')}
          placeholder={t('reviewReason')}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <FailedLine error={deciding.error} />
      <p className="actions">
        <Button kind="primary" disabled={recused} busy={isPending} onClick={() => mutate(null)}>
          {t('reviewAccept')}
        </Button>
        <Button
          kind="danger"
          disabled={recused || (reason !== null && reason.trim() === '')}
          onClick={() => (reason === null ? setReason('') : mutate(reason.trim()))}
        >
          {t('reviewReturn')}
        </Button>
      </p>
    </article>
  );
}
