import { useTexts } from '../texts/texts.tsx';

const width = 320;
const height = 120;
const left = 34;
const bottom = 18;
/** Half of the last month’s name stands beyond its place. */
const right = 14;

/** The year's items month by month, added up, beside the straight way to the target. */
export function PacePicture({ months, target }: { months: readonly number[]; target: number }) {
  const { t } = useTexts();
  const sums: number[] = [];
  for (const count of months) sums.push((sums.at(-1) ?? 0) + count);
  const last = months.map((count) => count > 0).lastIndexOf(true);
  const most = Math.max(target, sums.at(-1) ?? 0, 1);
  const x = (month: number) => left + (month * (width - left - right)) / 12;
  const y = (count: number) => 8 + (1 - count / most) * (height - bottom - 8);
  const points = [
    `${x(0)},${y(0)}`,
    ...sums.slice(0, last + 1).map((sum, month) => `${x(month + 1)},${y(sum)}`),
  ];
  const table = sums.map((sum, month) => `${month + 1}月 ${sum}`).join('，');
  return (
    <svg
      className="pace"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${t('homePicture')}：${table}`}
    >
      <line x1={left} x2={width - right} y1={y(0)} y2={y(0)} className="axis" />
      <text x={left - 4} y={y(target) + 4} textAnchor="end">
        {target}
      </text>
      <text x={left - 4} y={y(0) + 4} textAnchor="end">
        0
      </text>
      <line x1={x(0)} y1={y(0)} x2={x(12)} y2={y(target)} className="wanted" />
      <polyline points={points.join(' ')} className="reached" />
      {[3, 6, 9, 12].map((month) => (
        <text key={month} x={x(month)} y={height - 4} textAnchor="middle">
          {month}月
        </text>
      ))}
    </svg>
  );
}
