import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import { call, Refused } from '../api/call.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Confirm } from '../layout/confirm.tsx';
import { Choice } from '../layout/field.tsx';
import { Nothing } from '../layout/states.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Piece } from './piece.tsx';
import type { UnitToReview, Waiting } from './to-review.ts';

/** So many stand in the list at a time: more come as these are decided. */
const shownAtOnce = 200;

/** Evidence that waits, one piece after the other or many at once, by mouse or by keys. */
export function EvidenceQueue(props: { cycle: string; units: readonly UnitToReview[]; isWhole: boolean }) {
  const { t } = useTexts();
  const { cycle, units, isWhole } = props;
  const [item, setItem] = useState('');
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  /** How often the next piece was gone to other than by choosing it in the list: the focus goes with it. */
  const [moves, setMoves] = useState(0);
  const go = (id: string | null) => {
    setAt(id);
    setMoves(moves + 1);
  };
  const all = useMemo(
    () =>
      units
        .flatMap(({ waiting, recused }) => waiting.map((piece): Waiting => ({ piece, recused })))
        .filter(({ piece }) => !decided.has(piece.id))
        // What waits longest comes first; of what is one's own unit's one can do nothing.
        .sort(
          (left, right) =>
            Number(left.recused) - Number(right.recused) ||
            left.piece.requestedAt.localeCompare(right.piece.requestedAt),
        ),
    [units, decided],
  );
  const codes = [...new Set(all.flatMap(({ piece }) => piece.items))].sort();
  const shown = all.filter(({ piece }) => item === '' || piece.items.includes(item)).slice(0, shownAtOnce);
  const place = Math.max(
    0,
    shown.findIndex(({ piece }) => piece.id === at),
  );
  const one = shown[place];
  if (isWhole && all.length === 0) return <Nothing title={t('reviewNone')} why={t('reviewNoneWhy')} />;
  const drop = (ids: readonly string[]) => {
    // The next one comes into the place of the one that is decided.
    go(shown.slice(place + 1).find(({ piece }) => !ids.includes(piece.id))?.piece.id ?? null);
    setDecided(new Set([...decided, ...ids]));
    setChosen(new Set());
  };
  return (
    <>
      <div className="tools">
        <Choice
          label={t('reviewItem')}
          value={item}
          options={codes.map((code) => ({ value: code, label: code }))}
          change={setItem}
          all={t('all')}
        />
        <Many cycle={cycle} pieces={shown.filter(({ piece }) => chosen.has(piece.id))} done={drop} />
      </div>
      <div className="review">
        <Queue
          shown={shown}
          at={one?.piece.id ?? ''}
          moves={moves}
          choose={setAt}
          chosen={chosen}
          setChosen={setChosen}
        />
        {one !== undefined && (
          <Piece
            key={one.piece.id}
            of={one}
            cycle={cycle}
            next={(step) => go(shown[place + step]?.piece.id ?? one.piece.id)}
            done={() => drop([one.piece.id])}
          />
        )}
      </div>
      {shown.length < all.length && item === '' && (
        <p className="soft">{t('reviewMore', { count: all.length - shown.length })}</p>
      )}
    </>
  );
}

function Queue(props: {
  shown: readonly Waiting[];
  at: string;
  moves: number;
  choose: (id: string) => void;
  chosen: ReadonlySet<string>;
  setChosen: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTexts();
  const names = useNames();
  const { shown, at, moves, choose, chosen, setChosen } = props;
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (moves === 0) return;
    current.current?.scrollIntoView({ block: 'nearest' });
    current.current?.focus({ preventScroll: true });
  }, [at, moves]);
  const turn = (id: string, on: boolean) =>
    setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((each) => each !== id)));
  return (
    <ul className="queue" aria-label={t('reviewEvidence')}>
      {shown.map(({ piece, recused }) => (
        <li key={piece.id} className={recused ? 'recused' : ''}>
          <input
            type="checkbox"
            aria-label={t('chooseRow', { name: `${names.unit(piece.unit)} ${piece.title}` })}
            disabled={recused}
            checked={chosen.has(piece.id)}
            onChange={({ target }) => turn(piece.id, target.checked)}
          />
          <button
            ref={piece.id === at ? current : null}
            type="button"
            className={piece.id === at ? 'chosen' : ''}
            aria-current={piece.id === at}
            onClick={() => choose(piece.id)}
          >
            <b>{names.unit(piece.unit)}</b> {piece.items.join('、')}
            <span>{piece.title}</span>
            {recused && <span>{t('reviewRecused')}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Accepts or returns many pieces; a returned one says why to each unit. Those that are refused are named, the others are done. */
function Many(props: { cycle: string; pieces: readonly Waiting[]; done: (ids: readonly string[]) => void }) {
  const { t } = useTexts();
  const { cycle, pieces, done } = props;
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'accept' | 'return' | null>(null);
  const [reason, setReason] = useState('');
  const finished = useRef(new Set<string>());
  const deciding = useMutation({
    mutationFn: async (how: 'accept' | 'return') => {
      const refused: string[] = [];
      for (const { piece } of pieces) {
        if (finished.current.has(piece.id)) continue;
        const params = { cycle, unit: piece.unit, evidence: piece.id };
        try {
          await (how === 'accept'
            ? call(evidenceRoutes.acceptEvidence, { params })
            : call(evidenceRoutes.returnEvidence, { params, body: { reason: reason.trim() } }));
          finished.current.add(piece.id);
        } catch (error) {
          // Somebody else may have decided it a moment ago: the rest goes on. A network that is down stops all.
          if (!(error instanceof Refused)) throw error;
          refused.push(`${piece.title}：${error.problem.detail}`);
        }
      }
      return refused;
    },
    onSuccess: async (refused) => {
      const ids = [...finished.current];
      finished.current = new Set();
      setAsking(null);
      setReason('');
      done(ids);
      announce(t('reviewManyDone', { count: ids.length }));
      if (refused.length > 0) announce(refused.join('；'), 'bad');
      await queries.invalidateQueries({ queryKey: ['to-review', cycle] });
    },
  });
  if (pieces.length === 0) return null;
  return (
    <>
      <span role="status">{t('chosenCount', { count: pieces.length })}</span>
      <Button kind="primary" onClick={() => setAsking('accept')}>
        {t('reviewAcceptMany')}
      </Button>
      <Button kind="danger" onClick={() => setAsking('return')}>
        {t('reviewReturnMany')}
      </Button>
      {asking !== null && (
        <Confirm
          title={t(asking === 'accept' ? 'reviewAcceptMany' : 'reviewReturnMany')}
          action={t(asking === 'accept' ? 'reviewAccept' : 'reviewReturn')}
          danger={asking === 'return'}
          {...(asking === 'return'
            ? { reason: { label: t('reviewReason'), value: reason, change: setReason } }
            : {})}
          busy={deciding.isPending}
          error={deciding.error}
          confirm={() => deciding.mutate(asking)}
          close={() => setAsking(null)}
        >
          <ul className="plain-list">
            {pieces.slice(0, 12).map(({ piece }) => (
              <li key={piece.id}>{piece.title}</li>
            ))}
          </ul>
          {pieces.length > 12 && <p>{t('listCount', { count: pieces.length })}</p>}
        </Confirm>
      )}
    </>
  );
}
