import { useTexts } from '../../texts/texts.tsx';
import type { Chosen } from './chosen-files.ts';
import { Progress, sizeText } from './progress.tsx';

/** What was chosen, each file with how far it has been read, and a way to leave it out. */
export function ChosenList({ files, remove }: { files: readonly Chosen[]; remove: (id: string) => void }) {
  const { t } = useTexts();
  if (files.length === 0) return null;
  return (
    <ul className="moving" aria-label={t('evidenceFiles')}>
      {files.map(({ id, file, share, state }) => (
        <li key={id}>
          <span className="moving-name">
            {file.name} <small className="soft">{sizeText(file.size)}</small>
          </span>
          {state === 'reading' && <Progress share={share} label={t('evidenceHashing')} />}
          {state === 'unreadable' && <span className="bad">{t('evidenceUnreadable')}</span>}
          <button type="button" className="link" onClick={() => remove(id)}>
            {t('evidenceLeaveOut')}
            <span className="hidden">{file.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
