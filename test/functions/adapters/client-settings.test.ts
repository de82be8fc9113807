import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { clientSettings, withoutLog } from '../../../functions/adapters/client-settings.ts';

/** The SDK's logging, which nobody reads, went through every answer and took a tenth of the time of what reads many records. */
test('a client without its log writes nothing down of a call that fails, where one with it does', async () => {
  const written: unknown[] = [];
  const write = (...line: unknown[]) => void written.push(line);
  const client = () =>
    new DynamoDBClient({
      ...clientSettings,
      maxAttempts: 1,
      region: 'cn-test-1',
      // Nobody listens on this port.
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      // What it says at `debug` is of its settings, not of calls.
      logger: { debug: () => undefined, info: write, warn: write, error: write },
    });
  const ask = (of: DynamoDBClient) =>
    of.send(new GetItemCommand({ TableName: 'records', Key: { pk: { S: 'a' } } }));
  await expect(ask(client())).rejects.toThrow();
  expect(written).not.toEqual([]);
  written.length = 0;
  await expect(ask(withoutLog(client()))).rejects.toThrow();
  expect(written).toEqual([]);
});
