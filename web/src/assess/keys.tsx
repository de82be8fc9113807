import { useEffect, useState } from 'react';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';

const place = 'biaochi-review-keys';

/** Keys that act without Ctrl, and can be turned off: speech input and a slip of the hand press letters too (WCAG 2.1.4). */
export function useKeys(moves: Readonly<Record<string, () => void>>) {
  const [on, setOn] = useState(() => window.localStorage.getItem(place) !== 'off');
  const turn = (next: boolean) => {
    window.localStorage.setItem(place, next ? 'on' : 'off');
    setOn(next);
  };
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (isWriting(event.target)) return;
      // By the key's place, since an input method for Chinese may say something else of the letter.
      const move = moves[event.code];
      if (move === undefined) return;
      event.preventDefault();
      move();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [on, moves]);
  return { on, turn };
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog') !== null) return true;
  return target.matches('input:not([type=checkbox]), textarea, select, [role=tab]');
}

/** Which keys there are, and the way to turn them off. */
export function KeysHelp(props: {
  keys: readonly Readonly<{ keys: string; text: TextKey }>[];
  on: boolean;
  turn: (on: boolean) => void;
}) {
  const { t } = useTexts();
  return (
    <details className="keys">
      <summary>{t('reviewKeys')}</summary>
      <label>
        <input type="checkbox" checked={props.on} onChange={({ target }) => props.turn(target.checked)} />{' '}
        {t('reviewKeysOn')}
      </label>
      <dl>
        {props.keys.map(({ keys, text }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
