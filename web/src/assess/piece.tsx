import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import * as z from 'zod/mini';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { KeysHelp, useKeys } from './keys.tsx';
import { PieceFiles } from './piece-files.tsx';
import { WhoMay } from './who-may.tsx';
import { useItems, type Waiting } from './to-review.ts';

const reasonShape = z.string();

/** One piece that waits: what it shows, what the item asks for, and the reviewer's word. */
export function Piece(props: { of: Waiting; cycle: string; next: (step: 1 | -1) => void; done: () => void }) {
  const { t, of: say, moment } = useTexts();
  const names = useNames();
  const items = useItems(props.cycle);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { cycle, next, done } = props;
  const { piece, recused } = props.of;
  const draft = useDraft(`return ${cycle} ${piece.id}`, reasonShape, '');
  const [returning, setReturning] = useState(draft.restored);
  const params = { cycle, unit: piece.unit, evidence: piece.id };
  const deciding = useMutation({
    mutationFn: (said: string | null) =>
      said === null
        ? call(evidenceRoutes.acceptEvidence, { params })
        : call(evidenceRoutes.returnEvidence, { params, body: { reason: said } }),
    onSuccess: async (_, said) => {
      announce(`${t(said === null ? 'reviewDone' : 'reviewSentBack')}：${piece.title}`);
      draft.clear();
      done();
      await queries.invalidateQueries({ queryKey: ['to-review', cycle] });
    },
  });
  const { mutate, isPending } = deciding;
  const moves = useMemo(() => {
    const steps = {
      ArrowDown: () => next(1),
      ArrowUp: () => next(-1),
      KeyJ: () => next(1),
      KeyK: () => next(-1),
    };
    if (recused || isPending) return steps;
    return { ...steps, KeyY: () => mutate(null), KeyN: () => setReturning(true) };
  }, [next, mutate, recused, isPending]);
  const keys = useKeys(moves);
  return (
    <article className="card">
      <h2>{piece.title}</h2>
      <p>
        {names.unit(piece.unit)} · {moment(piece.requestedAt)}
      </p>
      <ul className="piece-items">
        {piece.items.map((code) => {
          const item = items.of(piece.unit, code);
          return (
            <li key={code}>
              <Tag>{code}</Tag> <b>{item === null ? '' : say(item.label)}</b>
              {item !== null && <span className="soft">{say(item.guidance)}</span>}
            </li>
          );
        })}
      </ul>
      <PieceFiles piece={piece} cycle={cycle} lookalikes={!recused} />
      {recused ? (
        <WhoMay cycle={cycle} unit={piece.unit} act="review" />
      ) : (
        <>
          {returning && (
            <Field
              label={t('reviewReason')}
              type="long"
              most={2000}
              focus
              value={draft.value}
              change={draft.change}
            />
          )}
          <FailedLine error={deciding.error} />
          <p className="actions">
            <Button kind="primary" busy={isPending} onClick={() => mutate(null)}>
              {t('reviewAccept')}
            </Button>
            <Button
              kind="danger"
              disabled={isPending || (returning && draft.value.trim() === '')}
              onClick={() => (returning ? mutate(draft.value.trim()) : setReturning(true))}
            >
              {t('reviewReturn')}
            </Button>
          </p>
        </>
      )}
      <KeysHelp
        keys={[
          { keys: '↑ ↓ / K J', text: 'reviewKeyMove' },
          { keys: 'Y', text: 'reviewAccept' },
          { keys: 'N', text: 'reviewReturn' },
        ]}
        on={keys.on}
        turn={keys.turn}
      />
    </article>
  );
}
