import { useRef, useState, type DragEvent } from 'react';
import { useTexts } from '../../texts/texts.tsx';
import { acceptedEndings } from './declare-file.ts';

/** A place to bring files to: dropped, chosen, or on a phone taken with its camera. */
export function DropArea({ add, hint }: { add: (files: readonly File[]) => void; hint: string }) {
  const { t } = useTexts();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const taken = ({ target }: { target: HTMLInputElement }) => {
    add([...(target.files ?? [])]);
    target.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  return (
    <div className="bring-files">
      <button
        type="button"
        className={over ? 'drop over' : 'drop'}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <b>{t('evidenceDrop')}</b>
        <span className="soft">{hint}</span>
      </button>
      <button type="button" className="button camera" onClick={() => camera.current?.click()}>
        {t('evidenceCamera')}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden="true"
        data-testid="files"
        accept={`image/*,${acceptedEndings}`}
        onChange={taken}
      />
      <input
        ref={camera}
        type="file"
        hidden
        aria-hidden="true"
        data-testid="camera"
        accept="image/*"
        capture="environment"
        onChange={taken}
      />
    </div>
  );
}
