import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Button } from '../../layout/button.tsx';
import { Tag, type Tone } from '../../layout/tag.tsx';
import { signIn } from '../../session/session.ts';
import { useTexts } from '../../texts/texts.tsx';
import type { TextKey } from '../../texts/zh.ts';
import { Progress, sizeText } from './progress.tsx';
import { uploads, useUploads, type Upload } from './uploads.ts';

const stateText: Readonly<Record<Exclude<Upload['state'], 'sending'>, TextKey>> = {
  waiting: 'upWaiting',
  sent: 'upSent',
  'no-line': 'upNoLine',
  'signed-out': 'upSignedOut',
  refused: 'upRefused',
};
const stateTone: Readonly<Record<Exclude<Upload['state'], 'sending'>, Tone>> = {
  waiting: 'plain',
  sent: 'good',
  'no-line': 'warn',
  'signed-out': 'warn',
  refused: 'bad',
};

/** What is on its way to the store, file by file, and how to go on where it stopped. */
export function UnderWay({ cycle, unit }: { cycle: string; unit: string }) {
  const { t } = useTexts();
  const all = useUploads().filter(({ place }) => place.cycle === cycle && place.unit === unit);
  useReadAnew(cycle, unit, all);
  if (all.length === 0) return null;
  const has = (...states: readonly Upload['state'][]) => all.some(({ state }) => states.includes(state));
  const sent = all.filter(({ state }) => state === 'sent').length;
  return (
    <section className="card" aria-label={t('upTitle')}>
      <h2>{t('upTitle')}</h2>
      <p role="status" className={has('no-line', 'signed-out') ? 'bad' : 'soft'}>
        {has('no-line')
          ? t('upNoLineWhy')
          : has('signed-out')
            ? t('upSignedOutWhy')
            : has('sending', 'waiting')
              ? t('upSoFar', { sent, all: all.length })
              : t('upAllSent', { sent })}
      </p>
      <ul className="moving">
        {all.map(({ file, name, size, share, state }) => (
          <li key={file}>
            <span className="moving-name">
              {name} <small className="soft">{sizeText(size)}</small>
            </span>
            {state === 'sending' ? (
              <Progress share={share} label={name} />
            ) : (
              <Tag tone={stateTone[state]}>{t(stateText[state])}</Tag>
            )}
          </li>
        ))}
      </ul>
      <div className="actions">
        {has('no-line') && (
          <Button kind="primary" onClick={() => uploads.goOn()}>
            {t('upGoOn')}
          </Button>
        )}
        {has('signed-out') && (
          <Button
            kind="primary"
            onClick={() => void signIn(window.location.pathname + window.location.search)}
          >
            {t('signIn')}
          </Button>
        )}
        {has('sent', 'refused') && !has('sending', 'waiting') && (
          <Button onClick={() => uploads.dismiss()}>{t('upDismiss')}</Button>
        )}
      </div>
    </section>
  );
}

/** With every file that has come, the list is read anew; the inspection follows within moments. */
function useReadAnew(cycle: string, unit: string, all: readonly Upload[]): void {
  const queries = useQueryClient();
  const done = all.filter(({ state }) => state === 'sent').length;
  const before = useRef(done);
  useEffect(() => {
    if (done > before.current) void queries.invalidateQueries({ queryKey: ['evidence', cycle, unit] });
    before.current = done;
  }, [done, cycle, unit, queries]);
}
