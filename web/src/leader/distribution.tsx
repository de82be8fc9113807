import { useTexts } from '../texts/texts.tsx';
import { distributionOf, type Stood } from './leader-facts.ts';

const [width, height, foot, head] = [440, 270, 22, 18];

/** How many units stand in each tenth of full marks, with last year's as a line behind it. */
export function Distribution(props: {
  units: readonly Stood[];
  before: readonly Stood[] | null;
  full: number;
}) {
  const { t } = useTexts();
  const { units, before, full } = props;
  const now = distributionOf(
    units.map(({ total }) => total),
    full,
  );
  const was =
    before === null
      ? null
      : distributionOf(
          before.map(({ total }) => total),
          full,
        );
  const most = Math.max(1, ...now, ...(was ?? []));
  const step = width / 10;
  const y = (count: number) => head + (height - foot - head) * (1 - count / most);
  const edge = (place: number) => String(Math.round((full * place) / 10));
  const words = now
    .map((count, place) => t('distTenth', { from: edge(place), to: edge(place + 1), count }))
    .join('；');
  return (
    <section className="card">
      <h2>{t('distTitle')}</h2>
      <svg viewBox={`0 0 ${width} ${height}`} className="chart" role="img" aria-label={words}>
        {now.map((count, place) => (
          <g key={place}>
            <rect
              className="bar"
              x={place * step + 4}
              y={y(count)}
              width={step - 8}
              height={height - foot - y(count)}
            />
            {count > 0 && (
              <text x={place * step + step / 2} y={y(count) - 4} textAnchor="middle" className="value">
                {count}
              </text>
            )}
            <text x={place * step} y={height - 6} textAnchor={place === 0 ? 'start' : 'middle'}>
              {edge(place)}
            </text>
          </g>
        ))}
        <text x={width} y={height - 6} textAnchor="end">
          {edge(10)}
        </text>
        <line x1="0" x2={width} y1={height - foot} y2={height - foot} className="axis" />
        {was !== null && (
          <polyline
            className="before"
            points={was.map((count, place) => `${place * step + step / 2},${y(count)}`).join(' ')}
          />
        )}
      </svg>
      {was !== null && <p className="soft key-before">{t('distBefore')}</p>}
    </section>
  );
}
