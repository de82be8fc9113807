import type * as z from 'zod/mini';
import { keyOf, type Collection } from '../contracts/collection.ts';
import { refuse } from '../domain/errors.ts';
import { AlreadyThere, type Change, type Store, type Versioned, type Write } from '../ports/store.ts';

/** A new record. */
export function create<S extends z.ZodMiniType, P, Id extends P>(
  into: Collection<S, P, Id>,
  id: Id,
  value: z.output<S>,
  fingerprint: string | null = null,
): Write {
  return {
    kind: 'create',
    collection: into.name,
    schemaVersion: into.schemaVersion,
    key: keyOf(into, id),
    value,
    fingerprint,
  };
}

/** A new state of a record that was read before. */
export function replace<S extends z.ZodMiniType, P, Id extends P>(
  into: Collection<S, P, Id>,
  id: Id,
  before: Versioned<z.output<S>>,
  value: z.output<S>,
): Extract<Write, { kind: 'replace' }> {
  return {
    kind: 'replace',
    collection: into.name,
    schemaVersion: into.schemaVersion,
    key: keyOf(into, id),
    value,
    before: before.value,
    version: before.version,
    fingerprint: before.fingerprint,
  };
}

/** The condition that a record is still as it was read. Changes that share it do not get in each other's way. */
export function unchanged<S extends z.ZodMiniType, P, Id extends P>(
  of: Collection<S, P, Id>,
  id: Id,
  seen: Versioned<z.output<S>>,
): Write {
  return { kind: 'check', collection: of.name, key: keyOf(of, id), version: seen.version };
}

/**
 * Commits a change that creates a record for an idempotency key. When the record is there already and was made by the very
 * same request, that is success.
 * @returns the record as it is now: just made, or made by the earlier call and perhaps moved on since
 * @throws Refusal `idempotency-key-reused` when the key was used for another request
 */
export async function createOnce<S extends z.ZodMiniType, P, Id extends P>(
  store: Store,
  made: Readonly<{ in: Collection<S, P, Id>; id: Id; value: z.output<S>; fingerprint: string }>,
  change: Change,
): Promise<z.output<S>> {
  try {
    await store.commit(change);
    return made.value;
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error;
    const there = await store.get(made.in, made.id);
    if (there?.fingerprint !== made.fingerprint) throw refuse.conflict('idempotency-key-reused');
    return there.value;
  }
}
