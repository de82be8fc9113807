import type { Store } from '../../shared/ports/store.ts';

/** What a call asks of the table: single reads, queries (a page of up to 1,000 records each), and transactions or single writes. */
export type StoreOperations = { reads: number; queries: number; writes: number };

/** A store that counts what it is asked, as the table's adapter would have to ask. */
export function countedStore<Kept extends Store>(store: Kept): { store: Kept; counts: StoreOperations } {
  const counts = { reads: 0, queries: 0, writes: 0 };
  const counted: Store = {
    get: (from, id) => {
      counts.reads += 1;
      return store.get(from, id);
    },
    page: (from, partition, page) => {
      counts.queries += 1;
      return store.page(from, partition, page);
    },
    all: async (from, partition) => {
      const found = await store.all(from, partition);
      counts.queries += Math.max(1, Math.ceil(found.length / 1000));
      return found;
    },
    stretch: async (places, partition) => {
      counts.queries += 1;
      return store.stretch(places, partition);
    },
    commit: (change) => {
      counts.writes += 1;
      return store.commit(change);
    },
    setFrozen: (stream, by, audit) => {
      counts.writes += 1;
      return store.setFrozen(stream, by, audit);
    },
    put: (into, id, value) => {
      counts.writes += 1;
      return store.put(into, id, value);
    },
  };
  return { store: { ...store, ...counted }, counts };
}
