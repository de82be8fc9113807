import { Link } from 'react-router';
import type { StandingLine } from '../../../shared/contracts/standing-views.ts';
import { useTexts } from '../texts/texts.tsx';

/** How much of an item's points is lost, in five steps: a shade, and the number beside it, since colour alone tells nobody. */
function shade(points: string, maximum: string): 0 | 1 | 2 | 3 | 4 {
  const most = Number(maximum);
  // A deduction has no maximum: anything taken counts as lost.
  const lost = most > 0 ? 1 - Number(points) / most : Number(points) < 0 ? 0.6 : 0;
  if (lost <= 0.001) return 0;
  return lost <= 0.25 ? 1 : lost <= 0.5 ? 2 : lost <= 0.75 ? 3 : 4;
}

/** Units by items: each cell the points, darker the more is lost. */
export function HeatMap({ lines, cycle }: { lines: readonly StandingLine[]; cycle: string }) {
  const { t } = useTexts();
  const codes = [...new Set(lines.flatMap(({ items }) => items.map(({ code }) => code)))];
  return (
    <>
      <p className="soft">{t('heatWhy')}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('unitsHeat')}>
        <table className="heat">
          <thead>
            <tr>
              <th scope="col">{t('unitsName')}</th>
              {codes.map((code) => (
                <th key={code} scope="col">
                  {code}
                </th>
              ))}
              <th scope="col">{t('unitsTotal')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const items = new Map(line.items.map((item) => [item.code, item]));
              return (
                <tr key={line.unit}>
                  <th scope="row">
                    <Link to={`/console/${cycle}/units/${line.unit}`}>{line.name}</Link>
                  </th>
                  {codes.map((code) => {
                    const item = items.get(code);
                    if (item === undefined) return <td key={code} className="none" />;
                    const missing = line.itemsMissing.includes(code);
                    return (
                      <td
                        key={code}
                        className={`s${shade(item.points, item.maximum)}${missing ? ' missing' : ''}`}
                        title={missing ? t('evMissing') : undefined}
                      >
                        {item.points}
                      </td>
                    );
                  })}
                  <td className="sum">{line.total}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
