import * as z from 'zod/mini';
import { chainWrites } from '../../functions/adapters/chain.ts';
import { keyOf, stretchOf, type Collection, type Key } from '../../shared/contracts/collection.ts';
import * as collections from '../../shared/contracts/collections.ts';
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

const item = z.object({ version: z.int(), fingerprint: z.nullable(z.string()), text: z.string() });
type Item = z.infer<typeof item>;
const dumped = z.array(z.tuple([z.string(), z.string(), item]));
/** The last dump that was read: what goes on from one goes on from it often. */
let lastRead: Readonly<{ text: string; records: z.infer<typeof dumped> }> = { text: '[]', records: [] };
function read(text: string): z.infer<typeof dumped> {
  if (text !== lastRead.text) lastRead = { text, records: dumped.parse(JSON.parse(text)) };
  return lastRead.records;
}
const byText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Is told what the table would be billed for: how long the records are, in characters, that a query looks at or a write writes. */
export type Watch = Readonly<{
  query?: (length: number) => void;
  /** An item of a transaction counts twice. */
  write?: (partition: string, length: number, times: 1 | 2) => void;
}>;

/**
 * The records in memory, for tests of rules. It passes the same contract suite as the table's adapter.
 * @param from what another one dumped, to go on from there
 */
export function memoryStore(
  watch: Watch = {},
  from = '[]',
): Store & {
  events: (stream: string) => Promise<AuditEvent[]>;
  /** Everything there is, to see that something changed nothing. */
  dump: () => string;
} {
  /** By partition key and then by sort key. */
  const partitions = new Map<string, Map<string, Item>>();
  const find = ({ pk, sk }: Key) => partitions.get(pk)?.get(sk);
  const keep = ({ pk, sk }: Key, held: Item) => {
    const of = partitions.get(pk) ?? new Map<string, Item>();
    partitions.set(pk, of.set(sk, held));
  };

  for (const [pk, sk, held] of read(from)) keep({ pk, sk }, held);

  const open = <S extends z.ZodMiniType, P, Id extends P>(
    from: Collection<S, P, Id>,
    { text, version, fingerprint }: Item,
  ): Versioned<z.output<S>> => ({ value: from.schema.parse(JSON.parse(text)), version, fingerprint });

  const get: Store['get'] = async (from, id) => {
    const found = find(keyOf(from, id));
    return found === undefined ? null : open(from, found);
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
      const held = of.get(from.prefix + sort);
      return held === undefined ? [] : [open(from, held)];
    });
    watch.query?.(shown.reduce((length, sort) => length + (of.get(from.prefix + sort)?.text.length ?? 0), 0));
    return { items: found, next: sorted.length > limit ? (shown.at(-1) ?? null) : null };
  };

  const all: Store['all'] = async (from, partition) =>
    (await page(from, partition, { limit: Infinity })).items;

  const stretch: Store['stretch'] = async (places, partition) => {
    const of = partitions.get(places[0].partition(partition)) ?? new Map<string, Item>();
    const { from: first, to: last } = stretchOf(places);
    const found = [...of].filter(([sk]) => sk >= first && sk <= last).sort(([a], [b]) => byText(a, b));
    watch.query?.(found.reduce((length, [, { text }]) => length + text.length, 0));
    return {
      of: (from) => found.flatMap(([sk, held]) => (sk.startsWith(from.prefix) ? [open(from, held)] : [])),
    };
  };

  const check = (write: Write) => {
    const there = find(write.key);
    if (write.kind === 'create' && there !== undefined) throw new AlreadyThere(write.key.sk);
    if (write.kind !== 'create' && there?.version !== write.version)
      throw refuse.conflict('changed-meanwhile');
  };

  const apply = (write: Write) => {
    if (write.kind === 'check') return;
    const text = JSON.stringify(write.value);
    watch.write?.(write.key.pk, text.length, 2);
    keep(write.key, {
      version: write.kind === 'create' ? 1 : write.version + 1,
      fingerprint: write.fingerprint,
      text,
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
    stretch,
    commit: async ({ stream, audit, writes, after }) => {
      move(stream, audit, writes, undefined, after);
    },
    setFrozen: async (stream, by, audit) => move(stream, audit, [], by),
    put: async (into, id, value) => {
      const key = keyOf(into, id);
      const text = JSON.stringify(value);
      watch.write?.(key.pk, text.length, 1);
      keep(key, { version: 1, fingerprint: null, text });
    },
    events: async (stream) => (await all(collections.auditEvents, { stream })).map((each) => each.value),
    dump: () =>
      JSON.stringify(
        [...partitions]
          .flatMap(([pk, of]) => [...of].map(([sk, held]) => [pk, sk, held] as const))
          .sort(([pk, sk], [otherPk, otherSk]) => byText(pk, otherPk) || byText(sk, otherSk)),
      ),
  };
}
