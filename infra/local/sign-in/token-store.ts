import path from 'node:path';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import * as z from 'zod/mini';
import { openDurableMap, type DurableMap } from '../durable-map.ts';

const stored = z.strictObject({
  /** The provider's own, which it alone reads: here it is only kept. */
  payload: z.custom<AdapterPayload>((value: unknown) => typeof value === 'object' && value !== null),
  /** Milliseconds since 1970; null for what does not end by itself. */
  expiresAt: z.nullable(z.number()),
});

type Stored = z.output<typeof stored>;

export type TokenStore = Readonly<{ adapter: AdapterFactory; close: () => void }>;

/** What has ended is removed after so many writes; until then it is merely not found. */
const writesBetweenSweeps = 500;

/** Keeps sessions, grants and refresh tokens in one file, so that a restart signs nobody out. */
export function openTokenStore(dir: string): TokenStore {
  const entries = openDurableMap(path.join(dir, 'sign-in-sessions.jsonl'), stored);
  let writes = 0;
  const sweep = (): void => {
    for (const [key, entry] of entries.entries()) if (hasEnded(entry)) entries.delete(key);
  };
  sweep();
  return {
    adapter: (model) =>
      modelAdapter(model, entries, () => {
        writes += 1;
        if (writes % writesBetweenSweeps === 0) sweep();
      }),
    close: () => entries.close(),
  };
}

function hasEnded({ expiresAt }: Stored): boolean {
  return expiresAt !== null && expiresAt <= Date.now();
}

function modelAdapter(model: string, entries: DurableMap<Stored>, onWrite: () => void): Adapter {
  const keyOf = (id: string) => `${model}:${id}`;
  const live = (key: string): Stored | undefined => {
    const entry = entries.get(key);
    return entry === undefined || hasEnded(entry) ? undefined : entry;
  };
  const findBy = (fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
    for (const [key, entry] of entries.entries()) {
      if (key.startsWith(`${model}:`) && !hasEnded(entry) && fits(entry.payload)) return entry.payload;
    }
    return undefined;
  };
  return {
    upsert: (id, payload, expiresIn) => {
      entries.set(keyOf(id), {
        payload,
        expiresAt: expiresIn === undefined ? null : Date.now() + expiresIn * 1000,
      });
      onWrite();
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(live(keyOf(id))?.payload),
    findByUid: (uid) => Promise.resolve(findBy((payload) => payload.uid === uid)),
    findByUserCode: (userCode) => Promise.resolve(findBy((payload) => payload.userCode === userCode)),
    consume: (id) => {
      const entry = live(keyOf(id));
      if (entry !== undefined) {
        entries.set(keyOf(id), {
          ...entry,
          payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1000) },
        });
      }
      return Promise.resolve();
    },
    destroy: (id) => {
      entries.delete(keyOf(id));
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of entries.entries())
        if (payload.grantId === grantId) entries.delete(key);
      return Promise.resolve();
    },
  };
}
