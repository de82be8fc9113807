import type * as z from 'zod/mini';

/**
 * The one table's layout. Every stored record belongs to a collection: a schema, and where a record lies.
 * Partition keys spread by cycle and unit, so that no partition carries a whole county's writes; the access patterns
 * are listed in docs/data-model.md.
 */
export type Key = Readonly<{ pk: string; sk: string }>;

export type Collection<Schema extends z.ZodMiniType, Partition, Id extends Partition> = Readonly<{
  name: string;
  /** Grows by one with every change of a stored shape; test/shared/contracts/stored-shapes.test.ts pins each. */
  schemaVersion: number;
  schema: Schema;
  /** The partition key. */
  partition: (of: Partition) => string;
  /** What every sort key of the collection begins with; no collection's prefix begins another's in the same partition. */
  prefix: string;
  /** What follows the prefix. */
  sort: (id: Id) => string;
}>;

/** From which sort key to which the records of several collections of a partition lie: what sorts after every character ends it. */
export function stretchOf(
  places: readonly [Readonly<{ prefix: string }>, ...Readonly<{ prefix: string }>[]],
): Readonly<{ from: string; to: string }> {
  const prefixes = places.map(({ prefix }) => prefix).sort();
  return { from: prefixes[0] ?? '', to: `${prefixes.at(-1) ?? ''}\uffff` };
}

/** Where a record lies. */
export function keyOf<S extends z.ZodMiniType, P, Id extends P>(of: Collection<S, P, Id>, id: Id): Key {
  return { pk: of.partition(id), sk: of.prefix + of.sort(id) };
}
