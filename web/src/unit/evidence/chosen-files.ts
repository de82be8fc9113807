import { useEffect, useRef, useState } from 'react';
import type { DeclaredFile } from '../../../../shared/domain/evidence/declared-file.ts';
import { newKey } from '../../api/draft.ts';
import { declareFile } from './declare-file.ts';
import { keptFiles } from './kept-files.ts';

/** A file that was chosen for a piece and is read for its hash; `unreadable`: moved or removed since. */
export type Chosen = Readonly<{
  id: string;
  file: File;
  share: number;
  state: 'waiting' | 'reading' | 'ready' | 'unreadable';
  declared: DeclaredFile | null;
}>;

/**
 * The files chosen for a form. They are read one after the other as soon as they are chosen, and kept in the browser until the
 * form is sent: who signs in again in between finds them.
 */
export function useChosenFiles(scope: string, most: number) {
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [tooMany, setTooMany] = useState(false);
  const reading = useRef(false);

  useEffect(() => {
    let live = true;
    void keptFiles.list(scope).then((kept) => {
      if (live) setFiles((before) => (before.length > 0 ? before : kept.map(fresh)));
    });
    return () => {
      live = false;
    };
  }, [scope]);

  useEffect(() => {
    const next = files.find(({ state }) => state === 'waiting');
    if (next === undefined || reading.current) return;
    reading.current = true;
    const set = (change: Partial<Chosen>) =>
      setFiles((before) => before.map((each) => (each.id === next.id ? { ...each, ...change } : each)));
    declareFile(next.file, (share) => set({ share, state: 'reading' }))
      .then(
        (declared) => set({ declared, share: 1, state: 'ready' }),
        () => set({ state: 'unreadable' }),
      )
      .finally(() => {
        reading.current = false;
        // The effect looks for the next one once this one has been noted.
        setFiles((before) => [...before]);
      });
  }, [files]);

  const add = (list: readonly File[]) => {
    // The same file chosen twice is one file.
    const known = new Set(files.map(({ file }) => `${file.name} ${file.size}`));
    const more = list
      .filter((file) => !known.has(`${file.name} ${file.size}`))
      .map((file) => fresh({ id: newKey(), file }));
    setTooMany(files.length + more.length > most);
    const taken = more.slice(0, Math.max(0, most - files.length));
    for (const { id, file } of taken) void keptFiles.keep(scope, id, file);
    setFiles([...files, ...taken]);
  };
  const remove = (id: string) => {
    void keptFiles.forget(scope, id);
    setTooMany(false);
    setFiles((before) => before.filter((each) => each.id !== id));
  };
  const clear = () => {
    void keptFiles.forgetAll(scope);
    setTooMany(false);
    setFiles([]);
  };
  return { files, tooMany, add, remove, clear };
}

function fresh({ id, file }: Readonly<{ id: string; file: File }>): Chosen {
  return { id, file, share: 0, state: 'waiting', declared: null };
}
