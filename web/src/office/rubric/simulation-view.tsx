import type { Simulation } from '../../../../shared/domain/rubric/simulate.ts';
import { useTexts } from '../../texts/texts.tsx';
import { Figures } from '../parts/figures.tsx';

const most = 12;

/** A simulation: how totals lie, who moves, which items decide the ranking, and ties. */
export function SimulationView({ of: found }: { of: Simulation }) {
  const { t, of } = useTexts();
  const { distribution, before, ranking, moves, ties, sensitivity } = found;
  const rows = (['highest', 'median', 'mean', 'lowest'] as const).map((key) => ({
    key,
    now: distribution.figures?.[key] ?? '—',
    was: before?.figures?.[key] ?? '—',
  }));
  const text = { highest: 'figHighest', median: 'figMedian', mean: 'figMean', lowest: 'figLowest' } as const;
  return (
    <>
      <p className="soft">{t('simWhy', { units: found.units })}</p>
      {ranking !== null && (
        <Figures
          of={[
            { label: t('simRise'), value: ranking.rise },
            { label: t('simFall'), value: ranking.fall },
            { label: t('simStay'), value: ranking.stay },
            { label: t('simLargest'), value: ranking.largestMove },
            { label: t('simTies'), value: ties.length },
          ]}
        />
      )}
      <div className="cards">
        <div className="scroll" tabIndex={0} role="region" aria-label={t('simTotals')}>
          <table className="grid tight">
            <caption>{t('simTotals')}</caption>
            <thead>
              <tr>
                <th scope="col" />
                <th scope="col" className="num">
                  {t('simNow')}
                </th>
                <th scope="col" className="num">
                  {t('simBefore')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, now, was }) => (
                <tr key={key}>
                  <th scope="row">{t(text[key])}</th>
                  <td className="num">{now}</td>
                  <td className="num">{was}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('simSensitivity')}>
          <table className="grid tight">
            <caption>{t('simSensitivity')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('item')}</th>
                <th scope="col" className="num">
                  {t('simDecided')}
                </th>
                <th scope="col" className="num">
                  {t('simMoved')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sensitivity.slice(0, most).map((each) => (
                <tr key={`${each.scheme} ${each.code}`}>
                  <th scope="row">
                    {each.code} {of(each.label)}
                  </th>
                  <td className="num">
                    {each.decided} / {each.pairs}
                  </td>
                  <td className="num">{each.moved}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <div className="scroll tall" tabIndex={0} role="region" aria-label={t('simMoves')}>
        <table className="grid">
          <caption>{t('simMoves')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('unitsName')}</th>
              <th scope="col" className="num">
                {t('rank')}
              </th>
              <th scope="col" className="num">
                {t('unitsTotal')}
              </th>
              <th scope="col">{t('simBecause')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((each) => (
              <tr key={each.unit}>
                <th scope="row">{each.name}</th>
                <td className="num">
                  {each.rankBefore} → {each.rank}
                </td>
                <td className="num">
                  {each.totalBefore} → {each.total}
                </td>
                <td>{each.because.map(({ label, change }) => `${of(label)} ${change}`).join('；')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
