import type { ReactNode } from 'react';

type Props = Readonly<{
  onClick: () => void;
  children: ReactNode;
  kind?: 'plain' | 'primary' | 'danger';
  /** What it began is still under way: it may not be begun again, and says so. */
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
}>;

export function Button({
  onClick,
  children,
  kind = 'plain',
  busy = false,
  disabled = false,
  wide = false,
}: Props) {
  return (
    <button
      type="button"
      className={`button${kind === 'plain' ? '' : ` ${kind}`}${wide ? ' wide' : ''}`}
      disabled={disabled || busy}
      aria-busy={busy}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
