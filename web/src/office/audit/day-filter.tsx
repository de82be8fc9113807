/** A day above a list, from or until which it is shown. */
export function DayFilter({
  label,
  value,
  change,
}: {
  label: string;
  value: string;
  change: (value: string) => void;
}) {
  return (
    <label className="filter">
      <span>{label}</span>
      <input type="date" value={value} onChange={({ target }) => change(target.value)} />
    </label>
  );
}
