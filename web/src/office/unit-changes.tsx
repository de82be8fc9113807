import type * as z from 'zod/mini';
import type { dryRunRoutes } from '../../../shared/contracts/dry-run-routes.ts';
import { useTexts } from '../texts/texts.tsx';

type Change = z.output<typeof dryRunRoutes.getDryRun.output>['units'][number];

/** How far a unit went up (below zero) or down the ranks. */
function movedBy({ rank, before }: Change): number {
  return before === null ? 0 : rank - before.rank;
}

/**
 * Units beside what they had before: the ones whose points changed most stand first, so that what is odd is seen first; who only
 * moved up or down because others did comes after them.
 */
export function UnitChanges({ units, before }: { units: readonly Change[]; before: string }) {
  const { t } = useTexts();
  const sorted = [...units].sort(
    (left, right) =>
      Math.abs(Number(right.gained ?? 0)) - Math.abs(Number(left.gained ?? 0)) ||
      Math.abs(movedBy(right)) - Math.abs(movedBy(left)) ||
      left.rank - right.rank,
  );
  const hasBefore = units.some((each) => each.before !== null || each.merged.length > 0);
  return (
    <div className="scroll tall" tabIndex={0} role="region" aria-label={before}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('unitsName')}</th>
            <th scope="col" className="num">
              {t('rank')}
            </th>
            <th scope="col" className="num">
              {t('unitsTotal')}
            </th>
            {hasBefore && (
              <>
                <th scope="col" className="num">
                  {before}
                </th>
                <th scope="col" className="num">
                  {t('gained')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.map((each) => (
            <tr key={each.unit}>
              <th scope="row">{each.name}</th>
              <td className="num">
                {each.rank} <Moved by={movedBy(each)} />
              </td>
              <td className="num">{each.total}</td>
              {hasBefore && (
                <>
                  <td className="num">
                    {each.before !== null
                      ? t('rankAndTotal', { rank: each.before.rank, total: each.before.total })
                      : each.merged.length > 0
                        ? each.merged.map(({ name, total }) => `${name} ${total}`).join('、')
                        : t('notThere')}
                  </td>
                  <td className="num">{each.gained ?? ''}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Moved({ by }: { by: number }) {
  const { t } = useTexts();
  if (by === 0) return null;
  return (
    <small className={by < 0 ? 'good' : 'bad'}>
      {t(by < 0 ? 'movedUp' : 'movedDown', { places: Math.abs(by) })}
    </small>
  );
}
