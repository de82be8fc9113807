import * as z from 'zod/mini';

/**
 * Files that somebody has chosen and that are not in the store yet, kept in this browser: a page that was left, a session that
 * ended or a machine that was restarted goes on from here. A browser that keeps none (a private window, a full disk) only means
 * that the files have to be chosen again.
 */
const name = 'biaochi-files';
const store = 'files';
/** Whoever has not come back by then chooses the files again. */
const keptDays = 7;

const kept = z.object({
  /** For which piece, or for which form. */
  scope: z.string(),
  id: z.string(),
  name: z.string(),
  type: z.string(),
  blob: z.instanceof(Blob),
  keptAt: z.number(),
});
export type KeptFile = Readonly<{ id: string; file: File }>;

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: ['scope', 'id'] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('the browser keeps no files'));
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (files: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | null> {
  try {
    const database = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const request = act(database.transaction(store, mode).objectStore(store));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('the browser keeps no files'));
      });
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

export const keptFiles = {
  async keep(scope: string, id: string, file: File): Promise<void> {
    const record = { scope, id, name: file.name, type: file.type, blob: file, keptAt: Date.now() };
    await inStore('readwrite', (files) => files.put(record));
  },

  async forget(scope: string, id: string): Promise<void> {
    await inStore('readwrite', (files) => files.delete([scope, id]));
  },

  async forgetAll(scope: string): Promise<void> {
    await inStore('readwrite', (files) => files.delete(rangeOf(scope)));
  },

  /** What is kept for a scope; what is too old is forgotten. */
  async list(scope: string): Promise<readonly KeptFile[]> {
    const found = z.array(kept).safeParse(await inStore('readonly', (files) => files.getAll(rangeOf(scope))));
    const oldest = Date.now() - keptDays * 86_400_000;
    const all = found.success ? found.data : [];
    for (const { id, keptAt } of all) if (keptAt < oldest) await this.forget(scope, id);
    return all
      .filter(({ keptAt }) => keptAt >= oldest)
      .map(({ id, name: called, type, blob }) => ({ id, file: new File([blob], called, { type }) }));
  },
};

function rangeOf(scope: string): IDBKeyRange {
  // An array sorts after every text.
  return IDBKeyRange.bound([scope], [scope, []]);
}
