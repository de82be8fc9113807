import { useId, useState } from 'react';
import { useTexts } from '../../texts/texts.tsx';

/** Some of a long list: searched by name, the chosen ones counted. */
export function ManyChoice(props: {
  label: string;
  options: readonly Readonly<{ value: string; label: string }>[];
  chosen: readonly string[];
  change: (chosen: readonly string[]) => void;
}) {
  const { t } = useTexts();
  const { label, options, chosen, change } = props;
  const [wanted, setWanted] = useState('');
  const id = useId();
  const shown = options.filter((each) => each.label.includes(wanted.trim()));
  return (
    <fieldset className="many">
      <legend>
        {label} <small>{t('chosenSome', { count: chosen.length })}</small>
      </legend>
      {options.length > 8 && (
        <>
          <label htmlFor={id} className="hidden">
            {t('search')}
          </label>
          <input
            id={id}
            type="search"
            placeholder={t('search')}
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
          />
        </>
      )}
      <div className="many-options" tabIndex={-1}>
        {shown.map((each) => (
          <label key={each.value}>
            <input
              type="checkbox"
              checked={chosen.includes(each.value)}
              onChange={({ target }) =>
                change(
                  target.checked ? [...chosen, each.value] : chosen.filter((value) => value !== each.value),
                )
              }
            />
            {each.label}
          </label>
        ))}
        {shown.length === 0 && <p className="soft">{t('searchNone')}</p>}
      </div>
    </fieldset>
  );
}
