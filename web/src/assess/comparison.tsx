import { useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { standingRoutes } from '../../../shared/contracts/standing-routes.ts';
import type { Item } from '../../../shared/domain/rubric/rubric.ts';
import { call } from '../api/call.ts';
import { LongTable } from '../layout/long-table.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { meanOf, type UnitToReview } from './to-review.ts';

/** As much of a published result as is compared with. */
const lastYear = z.object({
  units: z.array(
    z.object({
      unit: z.string(),
      items: z.array(
        z.object({
          code: z.string(),
          points: z.string(),
          reason: z.object({ zh: z.string(), en: z.string() }),
        }),
      ),
    }),
  ),
});

/** What a judgement can be compared with: how the item stands today, last year's points, and other units'. */
export function Comparison(props: {
  cycle: string;
  unit: string;
  item: Item;
  units: readonly UnitToReview[];
}) {
  const { t, of: say } = useTexts();
  const names = useNames();
  const { me, cycles } = useYear();
  const { cycle, unit, item, units } = props;
  const before = String(Number(cycle) - 1);
  const published = cycles.some(({ id, published: is }) => id === before && is);
  const last = useQuery({
    queryKey: ['report', before],
    enabled: published,
    staleTime: Infinity,
    queryFn: async () => {
      const answer = await fetch(`/reports/${before}/result.json`);
      return answer.ok ? lastYear.parse(await answer.json()) : null;
    },
  });
  const reads = me.roles.some(({ role }) => role === 'reviewer');
  const standing = useQuery({
    queryKey: ['standing', cycle, unit],
    enabled: reads,
    queryFn: () => call(standingRoutes.getUnitStanding, { params: { cycle, unit } }),
  });
  const today = standing.data?.items.find(({ code }) => code === item.code);
  const then = last.data?.units
    .find((each) => each.unit === unit)
    ?.items.find(({ code }) => code === item.code);
  const others = units.filter((each) => each.unit !== unit);
  const given = (of: UnitToReview) => of.given.filter((each) => each.item === item.code);
  return (
    <section className="card">
      <h2>{t('judgeCompare')}</h2>
      <dl className="facts">
        {today !== undefined && (
          <>
            <dt>{t('judgeToday')}</dt>
            <dd>
              {t('points', { points: today.points })}。{say(today.reason)}
            </dd>
          </>
        )}
        <dt>{t('judgeLastYear')}</dt>
        <dd>
          {then === undefined
            ? t('judgeNoLastYear', { year: before })
            : `${t('points', { points: then.points })}。${say(then.reason)}`}
        </dd>
      </dl>
      <details>
        <summary>{t('judgeOthers')}</summary>
        <LongTable
          label={t('judgeOthers')}
          rows={others}
          keyOf={(each) => each.unit}
          nameOf={(each) => names.unit(each.unit)}
          columns={[
            {
              key: 'unit',
              title: t('unitsName'),
              heading: true,
              cell: (each) => names.unit(each.unit),
            },
            {
              key: 'mean',
              title: t('pointsMean'),
              figures: true,
              width: '6rem',
              compare: (left, right) =>
                Number(meanOf(given(left)) ?? -1) - Number(meanOf(given(right)) ?? -1),
              cell: (each) => meanOf(given(each)) ?? '',
            },
            {
              key: 'reason',
              title: t('judgeReason'),
              cell: (each) => given(each).find(({ own }) => own)?.reason ?? '',
            },
          ]}
        />
      </details>
    </section>
  );
}
