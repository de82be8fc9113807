import * as z from 'zod/mini';
import './assess.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { assessmentRoutes } from '../../../shared/contracts/assessment-routes.ts';
import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import type { Item } from '../../../shared/domain/rubric/rubric.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useWholeList } from '../api/lists.ts';
import { ChangedMeanwhile, unlessChanged } from '../api/unless-changed.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Conflict } from '../layout/conflict.tsx';
import { PageHead } from '../layout/page-head.tsx';
import { Failed, FailedLine, Loading, NotFound } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Comparison } from './comparison.tsx';
import { JudgementFields } from './judgement-fields.tsx';
import { filledFrom, judgementOf, judgementShape, missingIn } from './judgement.ts';
import { KeysHelp, useKeys } from './keys.tsx';
import { PieceFiles } from './piece-files.tsx';
import { useItems, useToReview, type Given, type UnitToReview } from './to-review.ts';
import { WhoMay } from './who-may.tsx';

/** One unit's one item: its evidence beside what the item asks for, the points to give, and what there is to compare with. */
export default function JudgePage() {
  const { t, of: say } = useTexts();
  const { cycle = '', unit = '', item: code = '' } = useParams();
  const names = useNames();
  const items = useItems(cycle);
  const found = useToReview(cycle);
  const item = items.of(unit, code);
  const line = found.items.find((each) => each.unit === unit);
  const error = items.error ?? found.error;
  const again = () => {
    if (items.error !== null) items.refetch();
    if (found.error !== null) found.refetch();
  };
  const back = (
    <p>
      <Link to={`/console/${cycle}/review?view=points&item=${code}`}>{t('judgeBack')}</Link>
    </p>
  );
  if (error !== null || items.isPending || (line === undefined && !found.isWhole))
    return (
      <>
        {back}
        <PageHead title={`${t('reviewPoints')} ${code}`} />
        {error === null ? <Loading /> : <Failed error={error} retry={again} />}
      </>
    );
  if (item === null || line?.judges.includes(code) !== true) return <NotFound />;
  const units = found.items.filter(({ judges }) => judges.includes(code));
  return (
    <>
      {back}
      <PageHead title={`${names.unit(unit)} · ${code} ${say(item.label)}`} why={say(item.guidance)} />
      <div className="judging">
        <div>
          <Evidence cycle={cycle} unit={unit} code={code} recused={line.recused} />
          <Comparison cycle={cycle} unit={unit} item={item} units={units} />
        </div>
        <Judge key={`${unit} ${code}`} cycle={cycle} item={item} line={line} units={units} />
      </div>
    </>
  );
}

const shown = { inspected: 'plain', accepted: 'good', returned: 'bad' } as const;

function Evidence(props: { cycle: string; unit: string; code: string; recused: boolean }) {
  const { t } = useTexts();
  const { cycle, unit, code, recused } = props;
  const found = useWholeList(['evidence', cycle, unit], (after) =>
    call(evidenceRoutes.listEvidence, {
      params: { cycle, unit },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  const pieces = found.items.flatMap((piece) => {
    const { status } = piece;
    const told = status === 'inspected' || status === 'accepted' || status === 'returned';
    return told && piece.items.includes(code) ? [{ piece, status }] : [];
  });
  return (
    <section className="card">
      <h2>{t('judgeEvidence')}</h2>
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && pieces.length === 0 && <p className="soft">{t('judgeNoEvidence')}</p>}
      {pieces.map(({ piece, status }) => (
        <article key={piece.id}>
          <h3>
            {piece.title} <Tag tone={shown[status]}>{t(`judge_${status}`)}</Tag>
          </h3>
          <PieceFiles piece={piece} cycle={cycle} lookalikes={!recused} />
        </article>
      ))}
    </section>
  );
}

function Judge(props: { cycle: string; item: Item; line: UnitToReview; units: readonly UnitToReview[] }) {
  const { t, moment } = useTexts();
  const { cycle, item, line, units } = props;
  const { unit, recused } = line;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const own = line.given.find((each) => each.own && each.item === item.code);
  // What is stored when somebody begins: it may be changed in another window meanwhile.
  const [known, setKnown] = useState(own ?? null);
  const [before] = useState(() => filledFrom(own));
  const draft = useDraft(`points ${cycle} ${unit} ${item.code}`, judgementShape, before);
  const [tried, setTried] = useState(false);
  const at = units.findIndex((each) => each.unit === unit);
  const to = (step: 1 | -1) => units[at + step]?.unit;
  const go = useCallback(
    (where: string | undefined) => {
      if (where !== undefined) void navigate(`/console/${cycle}/review/${where}/${item.code}`);
    },
    [navigate, cycle, item.code],
  );
  const put = () =>
    call(assessmentRoutes.givePoints, {
      params: { cycle, unit },
      body: { points: [judgementOf(item, draft.value)] },
    });
  const giving = useMutation({
    mutationFn: (anyway: boolean) =>
      anyway ? put() : unlessChanged({ known, read: () => readOwn(cycle, unit, item.code), send: put }),
    onSuccess: async ({ items: given }) => {
      const now = given.find((each) => each.item === item.code);
      setKnown(now ?? null);
      draft.clear(filledFrom(now));
      announce(t('judgeGiven'));
      await queries.invalidateQueries({ queryKey: ['to-review', cycle] });
    },
  });
  const send = (anyway: boolean) => {
    setTried(true);
    if (missingIn(item, draft.value) === null && !giving.isPending) giving.mutate(anyway);
  };
  const previous = to(-1);
  const next = to(1);
  const moves = useMemo(() => ({ KeyJ: () => go(next), KeyK: () => go(previous) }), [go, next, previous]);
  const keys = useKeys(moves);
  const theirs = giving.error instanceof ChangedMeanwhile ? readGiven(giving.error.theirs) : undefined;
  return (
    <section className="card judge">
      <h2>{t('judgeGive')}</h2>
      {recused ? (
        <WhoMay cycle={cycle} unit={unit} act="review" />
      ) : (
        <>
          {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
          <JudgementFields item={item} value={draft.value} change={draft.change} tried={tried} />
          {theirs === undefined ? (
            <FailedLine error={giving.error} />
          ) : (
            <Conflict
              fields={[
                { label: t('pointsOwn'), theirs: theirs?.points ?? '', mine: draft.value.points },
                { label: t('judgeReason'), theirs: theirs?.reason ?? '', mine: draft.value.reason },
              ]}
              takeTheirs={() => {
                setKnown(theirs);
                draft.change(filledFrom(theirs ?? undefined));
                giving.reset();
              }}
              putMine={() => send(true)}
              busy={giving.isPending}
            />
          )}
          <p className="actions">
            <Button kind="primary" busy={giving.isPending} onClick={() => send(false)}>
              {t(known === null ? 'judgeSave' : 'judgeChange')}
            </Button>
          </p>
          {known !== null && <p className="soft">{t('judgeSavedAt', { at: moment(known.givenAt) })}</p>}
        </>
      )}
      <p className="actions">
        <Button disabled={previous === undefined} onClick={() => go(previous)}>
          {t('judgePrevious')}
        </Button>
        <Button disabled={next === undefined} onClick={() => go(next)}>
          {t('judgeNext')}
        </Button>
      </p>
      <KeysHelp keys={[{ keys: 'K J', text: 'judgeKeyMove' }]} on={keys.on} turn={keys.turn} />
    </section>
  );
}

async function readOwn(cycle: string, unit: string, code: string): Promise<Given | null> {
  const { items } = await call(assessmentRoutes.listPoints, { params: { cycle, unit } });
  return items.find((each) => each.own && each.item === code) ?? null;
}

const givenShape = z.nullable(assessmentRoutes.listPoints.output.shape.items.def.element);

function readGiven(theirs: unknown): Given | null {
  return givenShape.parse(theirs);
}
