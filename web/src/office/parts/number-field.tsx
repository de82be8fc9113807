import { useId } from 'react';

/** A whole number with what it counts behind it. What is no number in its range is put back to the nearest one. */
export function NumberField(props: {
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  change: (value: number) => void;
}) {
  const { label, unit, value, least, most, change } = props;
  const id = useId();
  return (
    <div className="number-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={value}
        onChange={({ target }) => {
          const given = Math.trunc(Number(target.value));
          change(Math.min(most, Math.max(least, Number.isNaN(given) ? least : given)));
        }}
      />
      <span>{unit}</span>
    </div>
  );
}
