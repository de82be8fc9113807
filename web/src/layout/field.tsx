import { useId } from 'react';
import { useTexts } from '../texts/texts.tsx';

type Props = Readonly<{
  label: string;
  value: string;
  change: (value: string) => void;
  type?: 'text' | 'date' | 'url' | 'tel' | 'email' | 'number' | 'long';
  most?: number;
  hint?: string;
  /** Nothing was filled in where something must be. */
  missing?: boolean;
  /** The first and the last that may be chosen, of a day or a number. */
  from?: string;
  until?: string;
  /** What is wrong with what was filled in. */
  fault?: string | null;
  /** It has just been asked for: the next key goes into it. */
  focus?: boolean;
}>;

/** A field with its label, which says what is missing beside it. */
export function Field(props: Props) {
  const { label, value, change, type = 'text', most = 200, hint, missing = false, from, until } = props;
  const { focus = false } = props;
  const fault = props.fault ?? null;
  const { t } = useTexts();
  const id = useId();
  const common = {
    id,
    value,
    maxLength: most,
    placeholder: hint,
    autoFocus: focus,
    'aria-invalid': missing || fault !== null,
    'aria-describedby': missing || fault !== null ? `${id}-missing` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {type === 'long' ? (
        <textarea {...common} rows={3} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          {...common}
          type={type}
          min={from}
          max={until}
          onChange={({ target }) => change(target.value)}
        />
      )}
      {(missing || fault !== null) && (
        <span id={`${id}-missing`} className="bad">
          {missing ? t('registerRequired') : fault}
        </span>
      )}
    </div>
  );
}

/** A choice of one of a list. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly Readonly<{ value: string; label: string }>[];
  change: (value: string) => void;
  missing?: boolean;
  /** What choosing nothing means, where it means something. */
  all?: string;
}) {
  const { t } = useTexts();
  const id = useId();
  const { label, value, options, change, missing = false, all } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} aria-invalid={missing} onChange={({ target }) => change(target.value)}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {missing && <span className="bad">{t('registerRequired')}</span>}
    </div>
  );
}
