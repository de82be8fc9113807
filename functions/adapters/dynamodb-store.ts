import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type AttributeValue,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { keyOf, stretchOf, type Collection, type Key } from '../../shared/contracts/collection.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { carried, migrations, NoMigration, type Migration } from '../../shared/contracts/migrations.ts';
import type { AuditEntry } from '../../shared/domain/audit/audit-event.ts';
import { refuse } from '../../shared/domain/errors.ts';
import {
  AlreadyThere,
  type Change,
  type Store,
  type StreamHead,
  type Versioned,
  type Write,
} from '../../shared/ports/store.ts';
import { chainWrites } from './chain.ts';
import { jittered } from './jitter.ts';

/** What surrounds a record in its item: `c` collection, `s` schema version, `v` version, `f` fingerprint, `d` the record. */
const envelope = z.object({
  c: z.string(),
  s: z.int(),
  v: z.int(),
  f: z.nullable(z.string()),
  sk: z.string(),
  d: z.unknown(),
});

/** Tries before a change gives up on a busy stream or store; with jitter about 3 s in all, below every function's timeout. */
const tries = 10;

/** An item that does not have its collection's shape: a fault of ours, never the caller's. */
export class StoredShapeError extends Error {
  override readonly name = 'StoredShapeError';
}

/**
 * The records in one DynamoDB table. A record of an older shape is read as one of the present shape, and written as that when it next
 * changes; one of a newer shape, which a later release has written, is not read.
 * @param steps how older shapes become newer ones
 */
export function dynamoDbStore(
  client: DynamoDBClient,
  table: string,
  steps: readonly Migration[] = migrations,
): Store {
  const open = <S extends z.ZodMiniType, P, Id extends P>(
    from: Collection<S, P, Id>,
    found: Record<string, AttributeValue>,
  ) => opened(from, found, steps);

  async function item(key: Key): Promise<Record<string, AttributeValue> | undefined> {
    const get = new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true });
    const found = await unlessBusy(() => client.send(get));
    return found.Item;
  }

  const get: Store['get'] = async (from, id) => {
    const found = await item(keyOf(from, id));
    return found === undefined ? null : open(from, found);
  };

  const page: Store['page'] = async (from, partition, { limit, after }) => {
    const pk = from.partition(partition);
    const query = new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: marshall({ ':pk': pk, ':prefix': from.prefix }),
      Limit: limit,
      ...(after === undefined ? {} : { ExclusiveStartKey: marshall({ pk, sk: from.prefix + after }) }),
    });
    const answer = await unlessBusy(() => client.send(query));
    const items = (answer.Items ?? []).map((found) => open(from, found));
    const last = answer.LastEvaluatedKey?.['sk']?.S;
    return { items, next: last === undefined ? null : last.slice(from.prefix.length) };
  };

  const stretch: Store['stretch'] = async (places, partition) => {
    const pk = places[0].partition(partition);
    const { from: first, to: last } = stretchOf(places);
    const found: Record<string, AttributeValue>[] = [];
    let after: Record<string, AttributeValue> | undefined;
    do {
      const query = new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':first': first, ':last': last }),
        Limit: 1000,
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      });
      const answer = await unlessBusy(() => client.send(query));
      found.push(...(answer.Items ?? []));
      after = answer.LastEvaluatedKey;
    } while (after !== undefined);
    return {
      of: (from) =>
        found
          .filter((each) => each['sk']?.S?.startsWith(from.prefix) === true)
          .map((each) => open(from, each)),
    };
  };

  const all: Store['all'] = async (from, partition) => (await stretch([from], partition)).of(from);

  /** Whether a stream's entry is the one that was to be written: by its hash, which covers all that it says and what is before it. */
  async function isWritten({ stream, sequence, hash }: StreamHead): Promise<boolean> {
    return (await get(collections.auditEvents, { stream, sequence }))?.value.hash === hash;
  }

  async function move(
    stream: string,
    audit: AuditEntry,
    writes: readonly Write[],
    frozenBy: string | null | undefined,
    after?: number,
  ): Promise<StreamHead | null> {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const head = await get(collections.streamHeads, { stream });
      const closed = head?.value.frozenBy ?? null;
      if (frozenBy === undefined && closed !== null) throw refuse.wrongState('frozen', { run: closed });
      if (frozenBy !== undefined && isDone(closed, frozenBy)) return head?.value ?? null;
      if (after !== undefined && (head?.value.sequence ?? 0) !== after)
        throw refuse.conflict('changed-meanwhile');
      const chained = chainWrites({ stream, audit, writes }, head, frozenBy ?? null);
      const items = [...writes, ...chained.writes].map((write) => itemOf(table, write));
      const written = await transact(client, items);
      if (written === 'done' || (written.repeated && (await isWritten(chained.head)))) return chained.head;
      const refused = writes.find((_, index) => written.codes[index] === 'ConditionalCheckFailed');
      if (refused?.kind === 'create')
        throw new AlreadyThere(`${refused.collection} ${refused.key.sk} is there already`);
      if (refused !== undefined) throw refuse.conflict('changed-meanwhile');
      await jittered(attempt);
    }
    throw refuse.unavailable('busy-try-again');
  }

  return {
    get,
    page,
    all,
    stretch,
    commit: async ({ stream, audit, writes, after }: Change) => {
      await move(stream, audit, writes, undefined, after);
    },
    setFrozen: (stream, by, audit) => move(stream, audit, [], by),
    put: async (into, id, value) => {
      const key = keyOf(into, id);
      const content = { c: into.name, s: into.schemaVersion, v: 1, f: null, d: value };
      const put = new PutItemCommand({ TableName: table, Item: marshall({ ...key, ...content }) });
      await unlessBusy(() => client.send(put));
    },
  };
}

/** By these names the table says that it is asked too much, and has done nothing. */
const busyNames = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
]);

/**
 * A call that the SDK has made again as often as it may.
 * @throws Refusal `busy-try-again`: a task waits and is called again, a person is asked to try again
 */
async function unlessBusy<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof Error && busyNames.has(error.name)) throw refuse.unavailable('busy-try-again');
    throw error;
  }
}

/** A stream that some run has closed is closed: only opening, or closing an open one, is work. */
function isDone(closed: string | null, wanted: string | null): boolean {
  return wanted === null ? closed === null : closed !== null;
}

function opened<S extends z.ZodMiniType, P, Id extends P>(
  from: Collection<S, P, Id>,
  found: Record<string, AttributeValue>,
  steps: readonly Migration[],
): Versioned<z.output<S>> {
  const wrapped = envelope.safeParse(unmarshall(found));
  if (!wrapped.success || wrapped.data.c !== from.name || wrapped.data.s > from.schemaVersion)
    throw new StoredShapeError(
      `An item of ${from.name} does not have the shape of version ${from.schemaVersion}`,
    );
  const value = from.schema.safeParse(asPresent(from, wrapped.data, steps));
  if (!value.success) {
    const where = value.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new StoredShapeError(`${from.name} ${wrapped.data.sk} is malformed at: ${where}`);
  }
  return { value: value.data, version: wrapped.data.v, fingerprint: wrapped.data.f };
}

/** @throws StoredShapeError for a shape so old that no step leads from it */
function asPresent(
  { name, schemaVersion }: Readonly<{ name: string; schemaVersion: number }>,
  { s, d }: Readonly<{ s: number; d: unknown }>,
  steps: readonly Migration[],
): unknown {
  try {
    return carried({ collection: name, record: d }, { from: s, to: schemaVersion }, steps);
  } catch (error) {
    if (error instanceof NoMigration) throw new StoredShapeError(error.message);
    throw error;
  }
}

function itemOf(table: string, write: Write): TransactWriteItem {
  if (write.kind === 'check') {
    return {
      ConditionCheck: {
        TableName: table,
        Key: marshall(write.key),
        ConditionExpression: 'v = :version',
        ExpressionAttributeValues: marshall({ ':version': write.version }),
      },
    };
  }
  const version = write.kind === 'create' ? 1 : write.version + 1;
  const content = {
    c: write.collection,
    s: write.schemaVersion,
    v: version,
    f: write.fingerprint,
    d: write.value,
  };
  const Item = marshall({ ...write.key, ...content }, { removeUndefinedValues: true });
  if (write.kind === 'create') {
    return { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  }
  return {
    Put: {
      TableName: table,
      Item,
      ConditionExpression: 'v = :version',
      ExpressionAttributeValues: marshall({ ':version': write.version }),
    },
  };
}

/** A transaction that was refused: why, for each of its items, and whether the SDK had sent it before and heard no answer. */
type Refused = Readonly<{ codes: readonly (string | undefined)[]; repeated: boolean }>;

/**
 * Sends a transaction; other errors than its refusal are thrown. DynamoDB knows a transaction again for ten minutes by the token
 * that the SDK gives it, other databases that speak its language may not: then one whose answer was lost meets itself.
 */
async function transact(client: DynamoDBClient, items: TransactWriteItem[]): Promise<'done' | Refused> {
  try {
    await unlessBusy(() => client.send(new TransactWriteItemsCommand({ TransactItems: items })));
    return 'done';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
    return { codes, repeated: (error.$metadata.attempts ?? 1) > 1 };
  }
}
