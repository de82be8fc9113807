import type * as z from 'zod';
import { chainWrites } from '../../functions/adapters/chain.ts';
import { collections, keyOf, type Collection, type Key } from '../../shared/contracts/collections.ts';
import { streamHead } from '../../shared/contracts/stored.ts';
import type { AuditEntry, AuditEvent } from '../../shared/domain/audit/audit-event.ts';
import { refuse } from '../../shared/domain/errors.ts';
import {
  AlreadyThere,
  type Store,
  type StreamHead,
  type Versioned,
  type Write,
} from '../../shared/ports/store.ts';

type Item = { version: number; fingerprint: string | null; text: string };

/**
 * The records in memory, for tests of rules. It passes the same contract suite as the table's adapter. `onQuery` is told how long
 * the records are, in characters, that a query looks at.
 */
export function memoryStore(onQuery: (length: number) => void = () => undefined): Store & {
  events: (stream: string) => Promise<AuditEvent[]>;
  /** Everything there is, to see that something changed nothing. */
  dump: () => string;
} {
  /** By partition key and then by sort key. */
  const partitions = new Map<string, Map<string, Item>>();
  const find = ({ pk, sk }: Key) => partitions.get(pk)?.get(sk);
  const keep = ({ pk, sk }: Key, item: Item) => {
    const of = partitions.get(pk) ?? new Map<string, Item>();
    partitions.set(pk, of.set(sk, item));
  };

  const open = <S extends z.ZodType, P, Id extends P>(
    from: Collection<S, P, Id>,
    { text, version, fingerprint }: Item,
  ): Versioned<z.output<S>> => ({ value: from.schema.parse(JSON.parse(text)), version, fingerprint });

  const get: Store['get'] = async (from, id) => {
    const item = find(keyOf(from, id));
    return item === undefined ? null : open(from, item);
  };

  const page: Store['page'] = async (from, partition, { limit, after }) => {
    const of = partitions.get(from.partition(partition)) ?? new Map<string, Item>();
    const sorted = [...of.keys()]
      .filter((sk) => sk.startsWith(from.prefix))
      .map((sk) => sk.slice(from.prefix.length))
      .filter((sort) => after === undefined || sort > after)
      .sort();
    const shown = sorted.slice(0, limit);
    const found = shown.flatMap((sort) => {
      const item = of.get(from.prefix + sort);
      return item === undefined ? [] : [open(from, item)];
    });
    onQuery(shown.reduce((length, sort) => length + (of.get(from.prefix + sort)?.text.length ?? 0), 0));
    return { items: found, next: sorted.length > limit ? (shown.at(-1) ?? null) : null };
  };

  const all: Store['all'] = async (from, partition) =>
    (await page(from, partition, { limit: Infinity })).items;

  const check = (write: Write) => {
    const there = find(write.key);
    if (write.kind === 'create' && there !== undefined) throw new AlreadyThere(write.key.sk);
    if (write.kind !== 'create' && there?.version !== write.version)
      throw refuse.conflict('changed-meanwhile');
  };

  const apply = (write: Write) => {
    if (write.kind === 'check') return;
    keep(write.key, {
      version: write.kind === 'create' ? 1 : write.version + 1,
      fingerprint: write.fingerprint,
      text: JSON.stringify(write.value),
    });
  };

  /** The head and everything that hangs on it are read and written without a pause between, as a transaction is. */
  const move = (
    stream: string,
    audit: AuditEntry,
    writes: readonly Write[],
    frozenBy: string | null | undefined,
    after?: number,
  ): StreamHead | null => {
    const headPlace = keyOf(collections.streamHeads, { stream });
    const there = find(headPlace);
    const head = there === undefined ? null : streamHead.parse(JSON.parse(there.text));
    const closed = head?.frozenBy ?? null;
    if (frozenBy === undefined && closed !== null) throw refuse.wrongState('frozen', { run: closed });
    if (frozenBy !== undefined && (frozenBy === null) === (closed === null)) return head;
    if (after !== undefined && (head?.sequence ?? 0) !== after) throw refuse.conflict('changed-meanwhile');
    writes.forEach(check);
    writes.forEach(apply);
    const seen = there === undefined || head === null ? null : { value: head, version: there.version };
    const before = seen === null ? null : { ...seen, fingerprint: null };
    const chained = chainWrites({ stream, audit, writes }, before, frozenBy ?? null);
    chained.writes.forEach(apply);
    return chained.head;
  };

  return {
    get,
    page,
    all,
    commit: async ({ stream, audit, writes, after }) => {
      move(stream, audit, writes, undefined, after);
    },
    setFrozen: async (stream, by, audit) => move(stream, audit, [], by),
    put: async (into, id, value) => {
      keep(keyOf(into, id), { version: 1, fingerprint: null, text: JSON.stringify(value) });
    },
    events: async (stream) => (await all(collections.auditEvents, { stream })).map((each) => each.value),
    dump: () =>
      JSON.stringify(
        [...partitions]
          .flatMap(([pk, of]) => [...of].map(([sk, item]) => [`${pk} ${sk}`, item] as const))
          .sort(([left], [right]) => (left < right ? -1 : 1)),
      ),
  };
}
