/** A few numbers in a row, each with what it counts. */
export function Figures({
  of,
}: {
  of: readonly Readonly<{ label: string; value: string | number; tone?: 'good' | 'warn' | 'bad' }>[];
}) {
  return (
    <dl className="figures">
      {of.map(({ label, value, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone === undefined || value === 0 ? '' : tone}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
