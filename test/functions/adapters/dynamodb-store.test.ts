import {
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { StoredShapeError, dynamoDbStore } from '../../../functions/adapters/dynamodb-store.ts';
import { create, replace } from '../../../shared/app/writes.ts';
import { keyOf } from '../../../shared/contracts/collection.ts';
import * as collections from '../../../shared/contracts/collections.ts';
import { streams } from '../../../shared/contracts/streams.ts';
import { AlreadyThere } from '../../../shared/ports/store.ts';
import { noon, sampleCycle, sampleRow } from '../../support/builders.ts';

/** How the table's own errors are read. What the table does is in test/contract/store.test.ts, against a real one. */
const database = mockClient(DynamoDBClient);
beforeEach(() => {
  database.reset();
  database.on(GetItemCommand).resolves({});
});
const store = dynamoDbStore(new DynamoDBClient({ region: 'cn-test-1' }), 'records');
const audit = {
  at: noon,
  actor: 'tester',
  action: 'register.add',
  subject: 'unit:002',
  details: {},
} as const;
const stream = streams.unit('2018', '002');
const row = sampleRow(1);
const id = { cycle: '2018', unit: '002', row: row.id };
const added = create(collections.registerRows, id, row, 'mark');
const changed = replace(collections.registerRows, id, { value: row, version: 3, fingerprint: null }, row);

/** A refused transaction, with the reason for each of its items: the writes, then the audit entry and the head. */
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const transactions = () => database.commandCalls(TransactWriteItemsCommand).length;
const commit = (write = added) => store.commit({ stream, writes: [write], audit });

describe('a refused transaction', () => {
  test.each([
    ['a throttled one', cancelled('ThrottlingError', 'None', 'None')],
    ['one that met another', cancelled('None', 'None', 'TransactionConflict')],
    ['one whose stream has moved on', cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed')],
    ['one that says no reason', new TransactionCanceledException({ message: 'x', $metadata: {} })],
  ])('%s is tried again, and done when it goes through', async (_, error) => {
    database.on(TransactWriteItemsCommand).rejectsOnce(error).rejectsOnce(error).resolves({});
    await commit();
    expect(transactions()).toBe(3);
  });

  test('again and again ends after ten tries with “busy”, so that no function runs into its timeout', async () => {
    database.on(TransactWriteItemsCommand).rejects(cancelled('ThrottlingError', 'None', 'None'));
    await expect(commit()).rejects.toMatchObject({ code: 'busy-try-again', kind: 'unavailable' });
    expect(transactions()).toBe(10);
  });

  test('each try reads the stream’s head anew: the one before it is out of date', async () => {
    database
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('None', 'None', 'ConditionalCheckFailed'))
      .resolves({});
    await commit();
    expect(database.commandCalls(GetItemCommand)).toHaveLength(2);
  });

  test('for a record that is there already says so at once', async () => {
    database.on(TransactWriteItemsCommand).rejects(cancelled('ConditionalCheckFailed', 'None', 'None'));
    await expect(commit()).rejects.toBeInstanceOf(AlreadyThere);
    expect(transactions()).toBe(1);
  });

  test('for a record that has moved on is a conflict at once: trying again would overwrite what nobody saw', async () => {
    database.on(TransactWriteItemsCommand).rejects(cancelled('ConditionalCheckFailed', 'None', 'None'));
    await expect(commit(changed)).rejects.toMatchObject({ code: 'changed-meanwhile', kind: 'conflict' });
    expect(transactions()).toBe(1);
  });

  test('a record’s own reason goes before a busy stream’s', async () => {
    database
      .on(TransactWriteItemsCommand)
      .rejects(cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed', 'TransactionConflict'));
    await expect(commit()).rejects.toBeInstanceOf(AlreadyThere);
  });

  test('any other error is thrown as it is', async () => {
    const fault = new Error('network');
    database.on(TransactWriteItemsCommand).rejects(fault);
    await expect(commit()).rejects.toBe(fault);
    expect(transactions()).toBe(1);
  });
});

describe('a table that is asked too much, also after the SDK has tried again', () => {
  const throttled = Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' });

  test.each([
    ['a record', () => store.get(collections.cycles, { cycle: '2018' })],
    ['a page', () => store.all(collections.registerRows, { cycle: '2018', unit: '002' })],
    ['a change', () => commit()],
    ['progress', () => store.put(collections.rehearsalClock, {}, { now: noon })],
  ])('says so for %s: a task is called again, a person is asked to try again', async (_, call) => {
    database.onAnyCommand().rejects(throttled);
    await expect(call()).rejects.toMatchObject({ code: 'busy-try-again', kind: 'unavailable' });
  });
});

describe('a closed stream', () => {
  const head = (frozenBy: string | null) => {
    const value = { stream, sequence: 4, hash: 'b'.repeat(64), frozenBy };
    const key = keyOf(collections.streamHeads, { stream });
    return { Item: marshall({ ...key, c: 'stream-head', s: 2, v: 4, f: null, d: value }) };
  };

  test('refuses without a write being tried', async () => {
    database.on(GetItemCommand).resolves(head('0001'));
    await expect(commit()).rejects.toMatchObject({ code: 'frozen', details: { run: '0001' } });
    expect(transactions()).toBe(0);
  });

  test('found closed after a lost race refuses too: a change is before the freeze or not at all', async () => {
    database.on(GetItemCommand).resolvesOnce(head(null)).resolves(head('0001'));
    database.on(TransactWriteItemsCommand).rejects(cancelled('None', 'None', 'ConditionalCheckFailed'));
    await expect(commit()).rejects.toMatchObject({ code: 'frozen' });
    expect(transactions()).toBe(1);
  });
});

test('every write carries its condition: nothing is ever overwritten unseen', async () => {
  database.on(TransactWriteItemsCommand).resolves({});
  await store.commit({ stream, writes: [added, changed], audit });
  const items = database.commandCalls(TransactWriteItemsCommand)[0]?.args[0].input.TransactItems ?? [];
  expect(items.map((item) => item.Put?.ConditionExpression)).toEqual([
    'attribute_not_exists(pk)',
    'v = :version',
    // The entry, its place in the trail, the head.
    'attribute_not_exists(pk)',
    'attribute_not_exists(pk)',
    'attribute_not_exists(pk)',
  ]);
});

test('reads are strongly consistent: who has just written finds it', async () => {
  database.on(QueryCommand).resolves({ Items: [] });
  await store.get(collections.cycles, { cycle: '2018' });
  await store.all(collections.registerRows, { cycle: '2018', unit: '002' });
  expect(database.commandCalls(GetItemCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
  expect(database.commandCalls(QueryCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
});

describe('an item that is not of its shape is a fault of ours, and its content is not told', () => {
  const item = (over: object) => ({
    Item: marshall({
      pk: 'CYCLE#2018',
      sk: 'CYCLE',
      c: 'cycle',
      s: collections.cycles.schemaVersion,
      v: 1,
      f: null,
      d: sampleCycle(),
      ...over,
    }),
  });
  test.each([
    ['another collection’s', { c: 'unit' }],
    ['another version’s', { s: collections.cycles.schemaVersion + 1 }],
    ['a malformed', { d: { ...sampleCycle(), title: '', window: 'secret-content' } }],
    ['an unwrapped', { v: 'x' }],
  ])('%s item', async (_, over) => {
    database.on(GetItemCommand).resolves(item(over));
    const read = store.get(collections.cycles, { cycle: '2018' });
    await expect(read).rejects.toBeInstanceOf(StoredShapeError);
    await expect(read).rejects.not.toThrow('secret-content');
  });
});
