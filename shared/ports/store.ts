import type * as z from 'zod/mini';
import type { Collection, Key } from '../contracts/collection.ts';
import type { streamHead } from '../contracts/stored.ts';
import type { AuditEntry } from '../domain/audit/audit-event.ts';

/** A record as it was read: its value, the version by which a later change is checked, and the request that created it. */
export type Versioned<Value> = Readonly<{ value: Value; version: number; fingerprint: string | null }>;

/** The newest entry of a stream, and the run that has closed it. */
export type StreamHead = z.output<typeof streamHead>;

/** One write of a change. */
export type Write =
  /** A new record; `fingerprint` (of the request that makes it) lets a repeated request be told from another with the same key. */
  | Readonly<{
      kind: 'create';
      collection: string;
      schemaVersion: number;
      key: Key;
      value: unknown;
      fingerprint: string | null;
    }>
  /** A new state of a record that was read at `version`. */
  | Readonly<{
      kind: 'replace';
      collection: string;
      schemaVersion: number;
      key: Key;
      value: unknown;
      /** The record as it was read, for the trail. */
      before: unknown;
      version: number;
      fingerprint: string | null;
    }>
  /** Writes nothing: the change is only made if a record is still as it was read at `version`. */
  | Readonly<{ kind: 'check'; collection: string; key: Key; version: number }>;

/**
 * A change: its writes and its audit entry, all or none. At most 97 writes (DynamoDB's 100 less the chain's three).
 * The store adds to the entry what the writes change, and the address from which the call came that is being answered.
 * `after`: the entry of the stream after which the change is to stand, for one that rests on all that is written under the
 * stream; without it the change stands after whatever came before.
 */
export type Change = Readonly<{
  stream: string;
  writes: readonly Write[];
  audit: AuditEntry;
  after?: number;
}>;

/** A page of records, and where the next begins. */
export type Page<Value> = Readonly<{ items: readonly Versioned<Value>[]; next: string | null }>;

/** Where a collection's records lie in a partition. */
export type PlaceIn<P> = Readonly<{ partition: (of: P) => string; prefix: string }>;

/** What was read of several collections at once. */
export type Stretch = Readonly<{
  /** The records of one of them, in key order. */
  of: <S extends z.ZodMiniType, P, Id extends P>(
    from: Collection<S, P, Id>,
  ) => readonly Versioned<z.output<S>>[];
}>;

/** The records. Reads are strongly consistent; every item read is parsed with its collection's schema. */
export type Store = Readonly<{
  get: <S extends z.ZodMiniType, P, Id extends P>(
    from: Collection<S, P, Id>,
    id: Id,
  ) => Promise<Versioned<z.output<S>> | null>;
  /** A page of the records of a partition, in key order, after the given place. */
  page: <S extends z.ZodMiniType, P, Id extends P>(
    from: Collection<S, P, Id>,
    partition: NoInfer<P>,
    page: Readonly<{ limit: number; after?: string | undefined }>,
  ) => Promise<Page<z.output<S>>>;
  /** All records of a partition; reads page after page. */
  all: <S extends z.ZodMiniType, P, Id extends P>(
    from: Collection<S, P, Id>,
    partition: NoInfer<P>,
  ) => Promise<readonly Versioned<z.output<S>>[]>;
  /**
   * All records of several collections of a partition in one query, for what lies side by side and is read together. What lies
   * between the first collection's records and the last's is read too: they are to be neighbours in the table.
   */
  stretch: <P>(of: readonly [PlaceIn<P>, ...PlaceIn<P>[]], partition: NoInfer<P>) => Promise<Stretch>;
  /**
   * Carries a change out: its writes, its audit entry and the stream's new head, in one transaction.
   * @throws AlreadyThere when a create finds a record in its place
   * @throws Refusal `changed-meanwhile` when a record, or the stream a change is to stand after, has moved on since it was read;
   *   `frozen` when the stream is closed
   */
  commit: (change: Change) => Promise<void>;
  /**
   * Closes a stream for a run, or reopens it (null). An audited change like any other; finding it done is no error.
   * @returns the stream's head as it is then; null for one that was never written under and is to be open
   */
  setFrozen: (stream: string, by: string | null, audit: AuditEntry) => Promise<StreamHead | null>;
  /** Writes a record that is not part of the year's record (progress, task tokens, the rehearsal clock): no audit, no condition. */
  put: <S extends z.ZodMiniType, P, Id extends P>(
    into: Collection<S, P, Id>,
    id: Id,
    value: z.input<S>,
  ) => Promise<void>;
}>;

/** A create found a record in its place: the same request again, or another with the same key. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}
