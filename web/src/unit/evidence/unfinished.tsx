import { useEffect, useState } from 'react';
import type { EvidenceView } from '../../../../shared/contracts/evidence-views.ts';
import { useTexts } from '../../texts/texts.tsx';
import { declareFile } from './declare-file.ts';
import { keptFiles } from './kept-files.ts';
import { scopeOf, uploads, useUploads } from './uploads.ts';

/**
 * Pieces whose files have not all come. What this browser has kept of them goes on by itself; for what it has not, the files are
 * asked for again, and only those that were announced are taken.
 */
export function Unfinished(props: { cycle: string; unit: string; pieces: readonly EvidenceView[] }) {
  const { cycle, unit, pieces } = props;
  const travelling = new Set(useUploads().map(({ file }) => file));
  const open = pieces
    .filter(({ status }) => status === 'requested')
    .map((piece) => ({
      piece,
      missing: piece.files.filter(({ id, status }) => status === 'requested' && !travelling.has(id)),
    }))
    .filter(({ missing }) => missing.length > 0);
  return open.map(({ piece, missing }) => (
    <One key={piece.id} place={{ cycle, unit, evidence: piece.id }} title={piece.title} missing={missing} />
  ));
}

function One(props: {
  place: Readonly<{ cycle: string; unit: string; evidence: string }>;
  title: string;
  missing: EvidenceView['files'];
}) {
  const { t } = useTexts();
  const { place, title, missing } = props;
  const [looked, setLooked] = useState(false);
  const [others, setOthers] = useState<readonly string[]>([]);
  const scope = scopeOf(place);
  const wanted = missing.map(({ id }) => id).join(' ');
  useEffect(() => {
    let live = true;
    void keptFiles.list(scope).then((kept) => {
      if (!live) return;
      const [cycle = '', unit = '', evidence = ''] = scope.split(' ').slice(1);
      const found = kept.filter(({ id }) => wanted.split(' ').includes(id));
      uploads.begin({ cycle, unit, evidence }, found, []);
      setLooked(true);
    });
    return () => {
      live = false;
    };
  }, [scope, wanted]);

  const take = async (files: readonly File[]) => {
    const strangers: string[] = [];
    const found: { id: string; file: File }[] = [];
    for (const file of files) {
      const { sha256 } = await declareFile(file, () => undefined);
      const fits = missing.find(({ declared }) => declared.sha256 === sha256);
      if (fits === undefined) strangers.push(file.name);
      else found.push({ id: fits.id, file });
    }
    setOthers(strangers);
    uploads.begin(place, found, []);
  };
  if (!looked) return null;
  return (
    <section className="callout" role="note">
      <b>{t('upUnfinished', { title, count: missing.length })}</b>
      <p>{t('upUnfinishedWhy', { names: missing.map(({ declared }) => declared.name).join('、') })}</p>
      {others.length > 0 && (
        <p className="bad" role="alert">
          {t('upOtherFile', { names: others.join('、') })}
        </p>
      )}
      <label className="button file-button">
        {t('upChooseAgain')}
        <input
          type="file"
          multiple
          className="hidden"
          onChange={({ target }) => {
            void take([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </label>
    </section>
  );
}
