import { useTexts } from '../../texts/texts.tsx';

/** A choice above a list of what of it is shown; the first shows all. */
export function Filter<Value extends string>(props: {
  label: string;
  value: Value | '';
  options: readonly Readonly<{ value: Value; label: string }>[];
  change: (value: Value | '') => void;
}) {
  const { t } = useTexts();
  const { label, value, options, change } = props;
  return (
    <label className="filter">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => change(options.find((each) => each.value === target.value)?.value ?? '')}
      >
        <option value="">{t('all')}</option>
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </label>
  );
}
