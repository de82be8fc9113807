import './layout.css';
import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../texts/texts.tsx';

/** Says that something is done: seen for a while at the page's edge, and read out. */
type Announce = (text: string, tone?: 'good' | 'bad') => void;
type Said = Readonly<{ id: number; text: string; tone: 'good' | 'bad' }>;

const Context = createContext<Announce | null>(null);
/** Time enough to read two lines; whoever points at it has as long as they like, and what went wrong stays. */
const shownMs = 8000;

export function AnnounceProvider({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const next = useRef(0);
  const announce = useCallback<Announce>((text, tone = 'good') => {
    next.current += 1;
    const one = { id: next.current, text, tone };
    // The same again replaces what stands there; more than three are read by nobody.
    setSaid((before) => [...before.filter((each) => each.text !== text), one].slice(-3));
  }, []);
  const drop = useCallback((id: number) => setSaid((before) => before.filter((each) => each.id !== id)), []);
  return (
    <Context value={announce}>
      {children}
      <ul className="notices" aria-live="polite" aria-label={t('notices')}>
        {said.map((each) => (
          <Notice key={each.id} of={each} drop={drop} />
        ))}
      </ul>
    </Context>
  );
}

function Notice({ of, drop }: { of: Said; drop: (id: number) => void }) {
  const { t } = useTexts();
  const [held, setHeld] = useState(of.tone === 'bad');
  useEffect(() => {
    if (held) return undefined;
    const timer = window.setTimeout(() => drop(of.id), shownMs);
    return () => window.clearTimeout(timer);
  }, [held, drop, of.id]);
  return (
    <li className={`notice ${of.tone}`} onPointerEnter={() => setHeld(true)} onFocus={() => setHeld(true)}>
      <span>{of.text}</span>
      <button type="button" className="plain" aria-label={t('dismiss')} onClick={() => drop(of.id)}>
        ×
      </button>
    </li>
  );
}

export function useAnnounce(): Announce {
  const announce = use(Context);
  if (announce === null) throw new Error('useAnnounce outside of AnnounceProvider');
  return announce;
}
