import { Link } from 'react-router';
import type { StandingLine } from '../../../shared/contracts/standing-views.ts';
import { useTexts } from '../texts/texts.tsx';
import { useItems } from './parts/use-items.ts';

type Shade = 0 | 1 | 2 | 3 | 4;
const shades: readonly Shade[] = [0, 1, 2, 3, 4];

/** How much of an item's points is lost, in five steps: a shade, and the number beside it, since colour alone tells nobody. */
function shade(points: string, maximum: string): Shade {
  const most = Number(maximum);
  // A deduction has no maximum: anything taken counts as lost.
  const lost = most > 0 ? 1 - Number(points) / most : Number(points) < 0 ? 0.6 : 0;
  if (lost <= 0.001) return 0;
  return lost <= 0.25 ? 1 : lost <= 0.5 ? 2 : lost <= 0.75 ? 3 : 4;
}

/** Units by items: each cell the points, darker the more is lost. */
export function HeatMap({ lines, cycle }: { lines: readonly StandingLine[]; cycle: string }) {
  const { t } = useTexts();
  const labels = new Map(useItems(cycle).map(({ value, label }) => [value, label]));
  const codes = [...new Set(lines.flatMap(({ items }) => items.map(({ code }) => code)))];
  return (
    <>
      <p className="soft">{t('heatWhy')}</p>
      <ul className="legend" aria-label={t('heatLegend')}>
        {shades.map((each) => (
          <li key={each}>
            <span className={`swatch s${each}`} aria-hidden="true" />
            {t(`heat_${each}`)}
          </li>
        ))}
        <li>
          <span className="swatch s0 missing" aria-hidden="true" />
          {t('evMissing')}
        </li>
      </ul>
      <div className="scroll heat-box" tabIndex={0} role="region" aria-label={t('unitsHeat')}>
        <table className="heat">
          <thead>
            <tr>
              <th scope="col" className="corner">
                {t('unitsName')}
              </th>
              {codes.map((code) => (
                <th key={code} scope="col" title={labels.get(code)}>
                  {code}
                </th>
              ))}
              <th scope="col">{t('unitsTotal')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const items = new Map(line.items.map((item) => [item.code, item]));
              const without = new Set(line.itemsMissing);
              return (
                <tr key={line.unit}>
                  <th scope="row">
                    <Link to={`/console/${cycle}/units/${line.unit}`}>{line.name}</Link>
                  </th>
                  {codes.map((code) => {
                    const item = items.get(code);
                    if (item === undefined) return <td key={code} className="none" />;
                    const isMissing = without.has(code);
                    return (
                      <td
                        key={code}
                        className={`s${shade(item.points, item.maximum)}${isMissing ? ' missing' : ''}`}
                        title={`${labels.get(code) ?? code}：${item.points} / ${item.maximum}${isMissing ? `，${t('evMissing')}` : ''}`}
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
