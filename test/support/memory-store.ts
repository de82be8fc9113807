import { createHash } from 'node:crypto';
import { z } from 'zod';
import { collections, keyOf } from '../../shared/contracts/collections.ts';
import { streamHead } from '../../shared/contracts/stored.ts';
import {
  genesisHash,
  hashedText,
  type AuditEntry,
  type AuditEvent,
} from '../../shared/domain/audit/audit-event.ts';
import { refuse } from '../../shared/domain/errors.ts';
import { AlreadyThere, type Store, type Write } from '../../shared/ports/store.ts';

const keyShape = z.tuple([z.string(), z.string()]);

type Item = { version: number; fingerprint: string | null; text: string };

/** The records in memory, for tests of rules. It passes the same contract suite as the table's adapter. */
export function memoryStore(): Store & {
  events: (stream: string) => Promise<AuditEvent[]>;
  /** Everything there is, to see that something changed nothing. */
  dump: () => string;
} {
  const items = new Map<string, Item>();
  const place = (key: { pk: string; sk: string }) => JSON.stringify([key.pk, key.sk]);

  const get: Store['get'] = async (from, id) => {
    const item = items.get(place(keyOf(from, id)));
    if (item === undefined) return null;
    return {
      value: from.schema.parse(JSON.parse(item.text)),
      version: item.version,
      fingerprint: item.fingerprint,
    };
  };

  const page: Store['page'] = async (from, partition, { limit, after }) => {
    const pk = from.partition(partition);
    const keys = [...items.keys()]
      .map((key) => keyShape.parse(JSON.parse(key)))
      .filter(([itemPk, sk]) => itemPk === pk && sk.startsWith(from.prefix))
      .map(([, sk]) => sk.slice(from.prefix.length))
      .filter((sort) => after === undefined || sort > after)
      .sort();
    const shown = keys.slice(0, limit);
    const found = shown.flatMap((sort) => {
      const item = items.get(place({ pk, sk: from.prefix + sort }));
      return item === undefined
        ? []
        : [
            {
              value: from.schema.parse(JSON.parse(item.text)),
              version: item.version,
              fingerprint: item.fingerprint,
            },
          ];
    });
    return { items: found, next: keys.length > limit ? (shown.at(-1) ?? null) : null };
  };

  const all: Store['all'] = async (from, partition) =>
    (await page(from, partition, { limit: Infinity })).items;

  const check = (write: Write) => {
    const there = items.get(place(write.key));
    if (write.kind === 'create' && there !== undefined) throw new AlreadyThere(write.key.sk);
    if (write.kind === 'replace' && there?.version !== write.version)
      throw refuse.conflict('changed-meanwhile');
  };

  const apply = (write: Write) => {
    items.set(place(write.key), {
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
  ) => {
    const headPlace = place(keyOf(collections.streamHeads, { stream }));
    const there = items.get(headPlace);
    const head = there === undefined ? null : streamHead.parse(JSON.parse(there.text));
    const closed = head?.frozenBy ?? null;
    if (frozenBy === undefined && closed !== null) throw refuse.wrongState('frozen', { run: closed });
    if (frozenBy !== undefined && (frozenBy === null) === (closed === null)) return;
    writes.forEach(check);
    writes.forEach(apply);
    const sequence = (head?.sequence ?? 0) + 1;
    const event = { ...audit, stream, sequence, previousHash: head?.hash ?? genesisHash };
    const hash = createHash('sha256').update(hashedText(event)).digest('hex');
    items.set(place(keyOf(collections.auditEvents, { stream, sequence })), {
      version: 1,
      fingerprint: null,
      text: JSON.stringify({ ...event, hash }),
    });
    items.set(headPlace, {
      version: sequence,
      fingerprint: null,
      text: JSON.stringify({ stream, sequence, hash, frozenBy: frozenBy ?? null }),
    });
  };

  return {
    get,
    page,
    all,
    commit: async ({ stream, audit, writes }) => move(stream, audit, writes, undefined),
    setFrozen: async (stream, by, audit) => move(stream, audit, [], by),
    put: async (into, id, value) => {
      items.set(place(keyOf(into, id)), { version: 1, fingerprint: null, text: JSON.stringify(value) });
    },
    events: async (stream) => (await all(collections.auditEvents, { stream })).map((each) => each.value),
    dump: () => JSON.stringify([...items].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}
