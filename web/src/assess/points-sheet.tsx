import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { assessmentRoutes } from '../../../shared/contracts/assessment-routes.ts';
import type { Item } from '../../../shared/domain/rubric/rubric.ts';
import { call, Refused } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { Choice } from '../layout/field.tsx';
import { LongTable } from '../layout/long-table.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { JudgementFields } from './judgement-fields.tsx';
import { judgementOf, judgementShape, missingIn, nothingFilled } from './judgement.ts';
import { meanOf, useItems, type UnitToReview } from './to-review.ts';

/** All units' points for one item: what I gave, what others gave, and the way to give several the same at once. */
export function PointsSheet(props: { cycle: string; units: readonly UnitToReview[]; isWhole: boolean }) {
  const { t, of: say } = useTexts();
  const { cycle, units, isWhole } = props;
  const names = useNames();
  const items = useItems(cycle);
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [giving, setGiving] = useState(false);
  const codes = [...new Set(units.flatMap(({ judges }) => judges))];
  const code = codes.find((each) => each === search.get('item')) ?? codes[0];
  if (items.error !== null) return <Failed error={items.error} retry={items.refetch} />;
  if (items.isPending) return <Loading />;
  if (code === undefined)
    return isWhole ? <Nothing title={t('pointsNone')} why={t('pointsNoneWhy')} /> : <Loading />;
  const rows = units.filter(({ judges }) => judges.includes(code));
  const own = (unit: UnitToReview) => unit.given.find((each) => each.own && each.item === code);
  const all = (unit: UnitToReview) => unit.given.filter((each) => each.item === code);
  const item = items.of(rows[0]?.unit ?? '', code);
  const open = rows.filter((unit) => !unit.recused && own(unit) === undefined).length;
  const choose = (next: string) => {
    setChosen(new Set());
    setSearch({ view: 'points', item: next }, { replace: true });
  };
  return (
    <>
      <div className="tools">
        <Choice
          label={t('reviewItem')}
          value={code}
          options={codes.map((each) => ({
            value: each,
            label: `${each} ${labelOf(items.of(units.find(({ judges }) => judges.includes(each))?.unit ?? '', each), say)}`,
          }))}
          change={(next) => choose(next === '' ? code : next)}
        />
        <p className="soft" role="status">
          {open === 0 ? t('pointsAllGiven') : t('pointsOpen', { count: open })}
        </p>
        {chosen.size > 0 && (
          <Button kind="primary" onClick={() => setGiving(true)}>
            {t('pointsGiveMany', { count: chosen.size })}
          </Button>
        )}
      </div>
      {item !== null && <p className="soft lines">{say(item.guidance)}</p>}
      <LongTable
        label={t('reviewPoints')}
        rows={rows}
        keyOf={({ unit }) => unit}
        nameOf={({ unit }) => names.unit(unit)}
        selection={{ chosen, change: setChosen, may: ({ recused }) => !recused }}
        classOf={({ recused }) => (recused ? 'muted' : '')}
        columns={[
          {
            key: 'unit',
            title: t('unitsName'),
            heading: true,
            width: '12rem',
            cell: ({ unit, recused }) => (
              <>
                <Link to={`${unit}/${code}`}>{names.unit(unit)}</Link>
                {recused && <small> {t('reviewOwn')}</small>}
              </>
            ),
          },
          {
            key: 'evidence',
            title: t('pointsEvidence'),
            figures: true,
            width: '7rem',
            compare: (left, right) => (left.accepted[code] ?? 0) - (right.accepted[code] ?? 0),
            cell: ({ accepted }) => accepted[code] ?? 0,
          },
          {
            key: 'own',
            title: t('pointsOwn'),
            figures: true,
            width: '7rem',
            compare: (left, right) => Number(own(left)?.points ?? -1) - Number(own(right)?.points ?? -1),
            cell: (unit) => {
              const given = own(unit);
              if (given !== undefined) return <b>{given.points ?? t('pointsNoted')}</b>;
              return unit.recused ? '—' : <Tag tone="warn">{t('pointsWait')}</Tag>;
            },
          },
          {
            key: 'others',
            title: t('pointsOthers'),
            figures: true,
            width: '9rem',
            cell: (unit) =>
              all(unit)
                .filter((each) => !each.own)
                .map(({ points }) => points ?? '—')
                .join('、'),
          },
          {
            key: 'mean',
            title: t('pointsMean'),
            figures: true,
            width: '6rem',
            compare: (left, right) => Number(meanOf(all(left)) ?? -1) - Number(meanOf(all(right)) ?? -1),
            cell: (unit) => meanOf(all(unit)) ?? '',
          },
          { key: 'reason', title: t('judgeReason'), cell: (unit) => own(unit)?.reason ?? '' },
        ]}
      />
      {giving && item !== null && (
        <GiveMany
          cycle={cycle}
          item={item}
          units={[...chosen]}
          close={(done) => {
            setGiving(false);
            if (done) setChosen(new Set());
          }}
        />
      )}
    </>
  );
}

function labelOf(item: Item | null, say: (both: { zh: string; en: string }) => string): string {
  return item === null ? '' : say(item.label);
}

/** Gives several units the same points with one reason, each in a change of its own; who is refused is named. */
function GiveMany(props: {
  cycle: string;
  item: Item;
  units: readonly string[];
  close: (done: boolean) => void;
}) {
  const { t, of: say } = useTexts();
  const names = useNames();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { cycle, item, units, close } = props;
  const draft = useDraft(`points ${cycle} ${item.code}`, judgementShape, nothingFilled);
  const [tried, setTried] = useState(false);
  const giving = useMutation({
    mutationFn: async () => {
      const refused: string[] = [];
      for (const unit of units) {
        try {
          // Giving the same again changes nothing: after a break it goes through all of them anew.
          await call(assessmentRoutes.givePoints, {
            params: { cycle, unit },
            body: { points: [judgementOf(item, draft.value)] },
          });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refused.push(`${names.unit(unit)}：${error.problem.detail}`);
        }
      }
      return refused;
    },
    onSuccess: async (refused) => {
      announce(t('pointsGiven', { count: units.length - refused.length }));
      if (refused.length > 0) announce(refused.join('；'), 'bad');
      draft.clear();
      close(true);
      await queries.invalidateQueries({ queryKey: ['to-review', cycle] });
    },
  });
  return (
    <Dialog
      title={`${item.code} ${say(item.label)}`}
      close={() => close(false)}
      actions={
        <>
          <Button onClick={() => close(false)}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={giving.isPending}
            onClick={() => {
              setTried(true);
              if (missingIn(item, draft.value) === null) giving.mutate();
            }}
          >
            {t('pointsGiveMany', { count: units.length })}
          </Button>
        </>
      }
    >
      <p className="soft">{units.map((unit) => names.unit(unit)).join('、')}</p>
      <JudgementFields item={item} value={draft.value} change={draft.change} tried={tried} />
      <FailedLine error={giving.error} />
    </Dialog>
  );
}
