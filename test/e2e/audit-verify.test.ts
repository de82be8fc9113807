import { spawn } from 'node:child_process';
import path from 'node:path';
import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { auditEvent, type AuditEvent } from '../../shared/domain/audit/audit-event.ts';
import { audit } from '../shared/app/world.ts';
import { tampers } from '../support/audit-tampers.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/**
 * Somebody who may write the whole table tampers with it, in each of the eight ways; `npm run audit:verify` names the entry, asking
 * the installation's own store, its locked heads and its key.
 */
let embedded: Embedded;
let client: DynamoDBClient;
let TableName: string;
let before: readonly AuditEvent[];
const stream = streams.unit('2018', '002');
const { auditEvents } = collections;
const pk = auditEvents.partition({ stream });

beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
  const of = z.record(z.string(), z.string()).parse(embedded.runtime.environment);
  client = new DynamoDBClient({
    region: of['AWS_REGION']!,
    endpoint: of['AWS_ENDPOINT_URL_DYNAMODB']!,
    credentials: { accessKeyId: of['AWS_ACCESS_KEY_ID']!, secretAccessKey: of['AWS_SECRET_ACCESS_KEY']! },
  });
  TableName = Object.values(embedded.runtime.outputs).flatMap((each) => each['RecordsTable'] ?? [])[0]!;
  const store = dynamoDbStore(client, TableName);
  for (let count = 0; count < 5; count += 1)
    await store.commit({ stream, writes: [], audit: audit('register.add') });
  await embedded.runtime.invokeFunction('biaochi-event-sign-heads', {});
  before = (await items()).map((item) => auditEvent.parse(unmarshall(item)['d']));
}, 400_000);
afterAll(() => embedded.close(), 60_000);

async function items(): Promise<Record<string, AttributeValue>[]> {
  const found = await client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': pk }),
    }),
  );
  return found.Items ?? [];
}

/** Lays a stream's entries into the table anew, in this order. */
async function lay(events: readonly AuditEvent[]): Promise<void> {
  for (const item of await items())
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: item['pk']!, sk: item['sk']! } }));
  for (const [index, event] of events.entries()) {
    const sk = auditEvents.prefix + auditEvents.sort({ stream, sequence: index + 1 });
    const content = { c: auditEvents.name, s: auditEvents.schemaVersion, v: 1, f: null, d: event };
    await client.send(new PutItemCommand({ TableName, Item: marshall({ pk, sk, ...content }) }));
  }
}

/** Runs the program as a person does. */
function verified(): Promise<Readonly<{ code: number | null; said: string }>> {
  const program = path.join(import.meta.dirname, '../../infra/local/verify-audit.ts');
  const child = spawn(process.execPath, [program, '--data', embedded.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, said })));
}

test('an installation that nobody tampered with holds, with all its entries signed', async () => {
  expect(before.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  const { code, said } = await verified();
  expect(said).toContain('✓');
  expect(said).not.toContain('✗');
  expect(code).toBe(0);
}, 60_000);

test.each(Object.entries(tampers))(
  'the exact entry is named when %s',
  async (_, tamper) => {
    const { events, names } = tamper(before, 3);
    await lay(events);
    const { code, said } = await verified();
    await lay(before);
    expect(said).toContain(`✗ ${stream} 第 ${names} 条 entry ${names}:`);
    expect(said.match(/^✗ 2018/gm)).toHaveLength(1);
    expect(code).toBe(1);
  },
  60_000,
);

test('a data folder is checked as well when nothing runs on it', async () => {
  client.destroy();
  await embedded.runtime.close();
  const { code, said } = await verified();
  expect(said).toContain('✓');
  expect(code).toBe(0);
}, 60_000);
