import { useCallback, useState } from 'react';
import type { z } from 'zod';

/**
 * What somebody is typing, kept in this browser until it is sent: it survives a reload, a session that ends and a network that
 * is down. What is kept and no longer of the form's shape is forgotten.
 */
export function useDraft<Value>(key: string, shape: z.ZodType<Value>, empty: Value) {
  const place = `biaochi-draft ${key}`;
  const [state, setState] = useState(() => {
    const kept = read(place, shape);
    return { value: kept ?? empty, restored: kept !== null };
  });
  const change = useCallback(
    (next: Value) => {
      window.localStorage.setItem(place, JSON.stringify(next));
      setState({ value: next, restored: false });
    },
    [place],
  );
  const clear = useCallback(() => {
    window.localStorage.removeItem(place);
    setState({ value: empty, restored: false });
  }, [place, empty]);
  return { value: state.value, restored: state.restored, change, clear };
}

function read<Value>(place: string, shape: z.ZodType<Value>): Value | null {
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
