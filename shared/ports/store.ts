import type { z } from 'zod';
import type { Collection, Key } from '../contracts/collections.ts';
import type { AuditEntry } from '../domain/audit/audit-event.ts';

/** A record as it was read, with the version by which a later change is checked. */
export type Versioned<Value> = Readonly<{ value: Value; version: number }>;

/** One write of a change. */
export type Write =
  /** A new record; the change fails with `AlreadyThere` when there is one at its place. */
  | Readonly<{ kind: 'create'; collection: string; schemaVersion: number; key: Key; value: unknown }>
  /** A new state of a record that was read at `version`; fails with `ChangedMeanwhile` when it has moved on since. */
  | Readonly<{
      kind: 'replace';
      collection: string;
      schemaVersion: number;
      key: Key;
      value: unknown;
      version: number;
    }>;

/** A change: its writes and its audit entry, all or none. At most 98 writes (DynamoDB's 100 less the chain's two). */
export type Change = Readonly<{ stream: string; writes: readonly Write[]; audit: AuditEntry }>;

/** A page of records, and where the next begins. */
export type Page<Value> = Readonly<{ items: readonly Versioned<Value>[]; next: string | null }>;

/**
 * The records. Reads are strongly consistent; every item read is parsed with its collection's schema.
 * @throws StoredShapeError when an item does not have its collection's shape
 */
export type Store = Readonly<{
  get: <S extends z.ZodType, Id>(from: Collection<S, Id>, id: Id) => Promise<Versioned<z.output<S>> | null>;
  /** Records of a collection under one partition, in key order. `like` is any id in the partition; its prefix is derived from it. */
  list: <S extends z.ZodType, Id>(
    from: Collection<S, Id>,
    partition: string,
    prefix: string,
    page: Readonly<{ limit: number; after?: string | undefined }>,
  ) => Promise<Page<z.output<S>>>;
  /** All records of a collection under one partition; reads page after page. */
  all: <S extends z.ZodType, Id>(
    from: Collection<S, Id>,
    partition: string,
    prefix: string,
  ) => Promise<readonly Versioned<z.output<S>>[]>;
  /**
   * Carries a change out: all its writes, its audit entry, and the stream's head.
   * @throws AlreadyThere, ChangedMeanwhile, StreamFrozen
   */
  commit: (change: Change) => Promise<void>;
  /** Closes (or with null reopens) a stream; repeating it is harmless. Also an audited change of the stream. */
  freeze: (stream: string, by: string | null, audit: AuditEntry) => Promise<void>;
  /** Writes a record that is not part of the year's record (progress, task tokens, the rehearsal clock): no audit, no condition. */
  put: <S extends z.ZodType, Id>(into: Collection<S, Id>, id: Id, value: z.input<S>) => Promise<void>;
}>;

/** A create found a record in its place. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}

/** A record, or its stream, was changed by somebody else between reading and writing. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** The stream was closed by a run's freeze: nothing more is written under it. */
export class StreamFrozen extends Error {
  override readonly name = 'StreamFrozen';
}
