import { useCallback, useEffect, useState } from 'react';
import type * as z from 'zod/mini';

/**
 * What somebody is typing, kept in this browser until it is sent: it survives a reload, a session that ends and a network that
 * is down. What is kept and no longer of the form's shape is forgotten. Two tabs with one form hold one draft: what is typed or
 * sent in one is so in the other, so that nothing is overwritten or sent twice by oversight.
 */
export function useDraft<Value>(key: string, shape: z.ZodMiniType<Value>, empty: Value) {
  const place = `biaochi-draft ${key}`;
  const [state, setState] = useState(() => {
    const kept = read(place, shape);
    return { value: kept ?? empty, restored: kept !== null };
  });
  useEffect(() => {
    const hear = ({ key: changed }: StorageEvent) => {
      if (changed === place) setState({ value: read(place, shape) ?? empty, restored: false });
    };
    // Browsers say this to the other tabs only.
    window.addEventListener('storage', hear);
    return () => window.removeEventListener('storage', hear);
  }, [place, shape, empty]);
  const change = useCallback(
    (next: Value) => {
      window.localStorage.setItem(place, JSON.stringify(next));
      setState({ value: next, restored: false });
    },
    [place],
  );
  /** It has been sent: what stands there now, if anything, is the form's beginning. */
  const clear = useCallback(
    (now: Value = empty) => {
      window.localStorage.removeItem(place);
      setState({ value: now, restored: false });
    },
    [place, empty],
  );
  return { value: state.value, restored: state.restored, change, clear };
}

function read<Value>(place: string, shape: z.ZodMiniType<Value>): Value | null {
  try {
    return shape.parse(JSON.parse(window.localStorage.getItem(place) ?? ''));
  } catch {
    return null;
  }
}

/** A key by which a creation that is sent again is the same creation. */
export function newKey(): string {
  return crypto.randomUUID();
}
