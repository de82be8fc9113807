import * as collections from '../contracts/collections.ts';
import type { Store } from '../ports/store.ts';

/**
 * The names that members go by.
 * @returns a look-up that gives null for somebody who is no member
 */
export async function namesOf(
  store: Store,
  subjects: readonly string[],
): Promise<(subject: string) => string | null> {
  const names = new Map<string, string | null>();
  for (const subject of new Set(subjects)) {
    const found = await store.get(collections.members, { subject });
    names.set(subject, found?.value.displayName ?? null);
  }
  return (subject) => names.get(subject) ?? null;
}
