import type { ReactNode } from 'react';

type Props = Readonly<{
  /** What it does; left out of a button that sends its form. */
  onClick?: () => void;
  children: ReactNode;
  kind?: 'plain' | 'primary' | 'danger';
  /** What it began is still under way: it may not be begun again, and says so. */
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
  /** What a screen reader says in place of the words, where these are the same on several buttons. */
  label?: string;
  /** It sends the form it stands in, as Enter does. */
  submit?: boolean;
}>;

export function Button({
  onClick,
  children,
  kind = 'plain',
  busy = false,
  disabled = false,
  wide = false,
  label,
  submit = false,
}: Props) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`button${kind === 'plain' ? '' : ` ${kind}`}${wide ? ' wide' : ''}`}
      disabled={disabled || busy}
      aria-busy={busy}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
