import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../infra/local/dynamodb/start-dynamodb.ts';

/** A table as the templates make it, empty, in the embedded database. */
export async function startRecordsTable() {
  const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-records-'));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const table = 'records';
  const database = await startDynamoDb({
    dir,
    logFile: path.join(dir, 'log'),
    tables: [
      {
        logicalId: 'Table',
        stack: 'test',
        id: { name: table, arn: table, ref: table, attributes: {} },
        properties: {
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({
            AttributeName,
            AttributeType: 'S' as const,
          })),
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
    ],
    region: 'cn-test-1',
    credentials,
    environment: {},
    log: () => undefined,
  });
  const newClient = () =>
    new DynamoDBClient({ endpoint: database.endpoint, region: 'cn-test-1', credentials });
  return {
    table,
    client: newClient(),
    newClient,
    close: async () => {
      await database.close();
      rmSync(dir, { recursive: true });
    },
  };
}
