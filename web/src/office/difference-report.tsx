import type { Difference } from '../../../shared/domain/re-evaluation/difference.ts';
import { useTexts } from '../texts/texts.tsx';

/** What a re-evaluation changes, unit by unit: totals, ranks, the lines that moved them, and which change each comes from. */
export function DifferenceReport({ of: report }: { of: Difference }) {
  const { t, of } = useTexts();
  return (
    <>
      <p role="status">{t('diffFigures', { changed: report.units.length, unchanged: report.unchanged })}</p>
      {report.units.length > 0 && (
        <div className="scroll tall" tabIndex={0} role="region" aria-label={t('diffLines')}>
          <table className="grid stacked">
            <thead>
              <tr>
                <th scope="col">{t('unitsName')}</th>
                <th scope="col" className="num">
                  {t('unitsTotal')}
                </th>
                <th scope="col" className="num">
                  {t('rank')}
                </th>
                <th scope="col" className="num">
                  {t('classRank')}
                </th>
                <th scope="col">{t('diffLines')}</th>
              </tr>
            </thead>
            <tbody>
              {report.units.map((unit) => (
                <tr key={unit.unit}>
                  <th scope="row">{unit.name}</th>
                  <td className="num">
                    {unit.total.before} → <b>{unit.total.after}</b>
                  </td>
                  <td className="num">
                    {unit.rank.before} → {unit.rank.after}
                  </td>
                  <td className="num">
                    {unit.classRank.before} → {unit.classRank.after}
                  </td>
                  <td>
                    {unit.lines.map((line) => (
                      <div key={`${line.where} ${line.code}`}>
                        {line.where === 'item' && `${line.code} `}
                        {of(line.label)}：{line.before} → {line.after}
                        {line.why.length > 0 && (
                          <span className="soft">
                            {t('diffWhy', { changes: line.why.map((place) => place + 1).join('、') })}
                          </span>
                        )}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
