import './layout.css';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTexts } from '../texts/texts.tsx';
import { useAnnounce } from './announcer.tsx';

/** Says when the network is down, and when it is back; then everything that is shown is read anew. */
export function Connection() {
  const { t } = useTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [online, setOnline] = useState(() => window.navigator.onLine);
  useEffect(() => {
    const down = () => setOnline(false);
    const back = () => {
      setOnline(true);
      void queries.invalidateQueries().then(() => announce(t('backOnline')));
    };
    window.addEventListener('offline', down);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('offline', down);
      window.removeEventListener('online', back);
    };
  }, [announce, queries, t]);
  return (
    <div role="status" className="connection">
      {!online && <p className="callout">{t('offline')}</p>}
    </div>
  );
}
