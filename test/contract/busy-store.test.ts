import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientSettings } from '../../functions/adapters/client-settings.ts';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import { startDynamoDb, type DynamoDb } from '../../infra/local/dynamodb/start-dynamodb.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { create, createOnce } from '../../shared/app/writes.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import { noon, sampleId, sampleRow } from '../support/builders.ts';
import { busyFront } from '../support/busy-front.ts';
import { tableResource } from '../infra/local/fixture/tables.ts';

/**
 * The table's adapter with the settings it is deployed with, against the embedded database behind a front that refuses three
 * calls of ten as DynamoDB does when it is asked too much, and of each hundred loses the answers of some that were carried out.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-busy-'));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let database: DynamoDb;
let front: Awaited<ReturnType<typeof busyFront>>;

beforeAll(async () => {
  database = await startDynamoDb({
    dir: path.join(folder, 'db'),
    logFile: path.join(folder, 'db.log'),
    tables: [tableResource('records')],
    region: 'cn-test-1',
    credentials,
    environment: {},
    log: () => undefined,
  });
  const __type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
  front = await busyFront(database.endpoint, {
    status: 400,
    contentType: 'application/x-amz-json-1.0',
    body: JSON.stringify({ __type, message: 'slow down' }),
  });
}, 60_000);
afterAll(async () => {
  front.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('three calls of ten are refused: every change is made, once, no call is tried more than five times, and every chain holds', async () => {
  const client = new DynamoDBClient({
    ...clientSettings,
    endpoint: front.endpoint,
    region: 'cn-test-1',
    credentials,
  });
  const store = dynamoDbStore(client, 'records');
  const audit = {
    at: noon,
    actor: 'tester',
    action: 'register.add',
    subject: 'unit:x',
    details: {},
  } as const;
  const units = Array.from({ length: 12 }, (_, place) => String(place + 100));
  const rowsEach = 5;

  /** As a task's function is called again by its state machine, and a person's call by the console. */
  async function atLast<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    for (let turn = 1; ; turn += 1) {
      try {
        return await call();
      } catch (error) {
        const isBusy = error instanceof Refusal && error.code === 'busy-try-again';
        const isUnheard = error instanceof Error && error.name === 'TimeoutError';
        if (turn === 7 || !(isBusy || isUnheard)) throw error;
      }
    }
  }
  await Promise.all(
    units.map(async (unit) => {
      for (let number = 1; number <= rowsEach; number += 1) {
        const row = sampleRow(number, {}, { unit });
        const id = { cycle: '2018', unit, row: row.id };
        const writes = [create(collections.registerRows, id, row, 'mark')];
        const made = { in: collections.registerRows, id, value: row, fingerprint: 'mark' };
        await atLast(() => createOnce(store, made, { stream: streams.unit('2018', unit), writes, audit }));
        const read = await atLast(() =>
          store.get(collections.registerRows, { cycle: '2018', unit, row: sampleId(number) }),
        );
        expect(read?.fingerprint).toBe('mark');
      }
    }),
  );
  for (const unit of units) {
    const stream = streams.unit('2018', unit);
    const entries = await atLast(() => store.all(collections.auditEvents, { stream }));
    expect(entries).toHaveLength(rowsEach);
    expect(
      verifyChain(
        entries.map(({ value }) => value),
        sha256Hex,
      ),
    ).toBeNull();
  }
  client.destroy();
  expect(Math.max(...front.tries.values())).toBeLessThanOrEqual(clientSettings.maxAttempts);
  expect(front.happened.throttled).toBeGreaterThan(50);
  expect(front.happened.lost).toBeGreaterThan(0);
}, 120_000);
