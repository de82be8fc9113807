import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { stopLeftover } from '../../../../infra/local/dynamodb/dynoxide-process.ts';
import { findDynoxide } from '../../../../infra/local/dynamodb/find-dynoxide.ts';
import { startDynamoDb, type DynamoDb } from '../../../../infra/local/dynamodb/start-dynamodb.ts';
import { isRunning, markOf, processMark } from '../../../../infra/local/process-mark.ts';
import { containing } from '../fixture/matchers.ts';
import { tableResource } from '../fixture/tables.ts';
import { temporaryFolder } from '../fixture/temporary-folder.ts';

// Real processes on a machine that may be busy with other tests: the limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

async function start(
  dir: string,
  more: Partial<Parameters<typeof startDynamoDb>[0]> = {},
): Promise<DynamoDb & { client: DynamoDBClient }> {
  const database = await startDynamoDb({
    dir,
    logFile: path.join(dir, 'dynoxide.log'),
    tables: [tableResource('records')],
    region: 'us-east-1',
    credentials,
    environment: { PATH: process.env['PATH'] },
    log: () => undefined,
    ...more,
  });
  const client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 10,
  });
  onTestFinished(async () => {
    client.destroy();
    await database.close();
  });
  return { ...database, client };
}

const put = (client: DynamoDBClient, number: number) =>
  client.send(
    new PutItemCommand({ TableName: 'records', Item: { pk: { S: 'r' }, sk: { S: String(number) } } }),
  );
const has = async (client: DynamoDBClient, number: number) =>
  (
    await client.send(
      new GetItemCommand({ TableName: 'records', Key: { pk: { S: 'r' }, sk: { S: String(number) } } }),
    )
  ).Item !== undefined;
const markIn = (dir: string) =>
  processMark.parse(JSON.parse(readFileSync(path.join(dir, 'dynoxide.json'), 'utf8')));

describe('tables', () => {
  test('are made from the template, with index, stream and time to live', async () => {
    const { client } = await start(temporaryFolder());
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'records' }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      GlobalSecondaryIndexes: [{ IndexName: 'by-kind' }],
    });
    const { TimeToLiveDescription } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: 'records' }),
    );
    expect(TimeToLiveDescription).toEqual({ AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' });
  });

  test('that are there are kept with their data', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    await put(first.client, 1);
    await first.close();
    const second = await start(dir);
    expect(await has(second.client, 1)).toBe(true);
  });

  test('that have other keys than the template stop the start, since no function could use them', async () => {
    const dir = temporaryFolder();
    await (await start(dir)).close();
    await expect(start(dir, { tables: [tableResource('records', 'other')] })).rejects.toMatchObject({
      code: 'table-changed',
    });
    expect(existsSync(path.join(dir, 'dynoxide.json'))).toBe(false);
  });
});

describe('losing the database process', () => {
  test('a killed database comes back at the same address with everything it acknowledged', async () => {
    const dir = temporaryFolder();
    const told: string[] = [];
    const { client, endpoint } = await start(dir, { log: (line) => told.push(line) });
    await put(client, 1);
    const mark = markIn(dir);
    process.kill(mark.pid, 'SIGKILL');
    await vi.waitFor(() => expect(markIn(dir).pid).not.toBe(mark.pid), { timeout: 10_000 });
    await vi.waitFor(async () => expect((await fetch(endpoint)).ok).toBe(true), { timeout: 10_000 });
    expect(await has(client, 1)).toBe(true);
    expect(told).toEqual([containing('is started again')]);
  });

  test('kill -9 of the runtime while it writes: the database ends with it and every acknowledged record is there', async () => {
    const dir = temporaryFolder();
    const program = fork(path.join(import.meta.dirname, '../fixture/database-program.ts'), [dir], {
      execArgv: [],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    onTestFinished(() => void program.kill('SIGKILL'));
    let printed = '';
    program.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await vi.waitFor(() => expect(printed.split('\n').length).toBeGreaterThan(50), { timeout: 20_000 });
    const mark = markIn(dir);
    program.kill('SIGKILL');
    await once(program, 'close');
    await vi.waitFor(() => expect(isRunning(mark)).toBe(false), { timeout: 5_000 });

    const acknowledged = printed.split('\n').slice(0, -1);
    const { client } = await start(dir);
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: 'records',
        KeyConditionExpression: 'pk = :r',
        ExpressionAttributeValues: { ':r': { S: 'r' } },
      }),
    );
    expect(Items.map(({ sk }) => sk?.S)).toEqual(expect.arrayContaining(acknowledged));
  });

  test('a database left over by a runtime whose watcher was killed too is ended before the next start', async () => {
    const leftover = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    onTestFinished(() => void leftover.kill('SIGKILL'));
    const markFile = path.join(temporaryFolder(), 'dynoxide.json');
    writeFileSync(markFile, JSON.stringify(markOf(leftover.pid!)));
    await stopLeftover(markFile);
    await vi.waitFor(() => expect(leftover.signalCode).toBe('SIGKILL'));
    expect(existsSync(markFile)).toBe(false);
  });

  test('another program that got the same process id is left alone', async () => {
    const markFile = path.join(temporaryFolder(), 'dynoxide.json');
    writeFileSync(markFile, JSON.stringify({ pid: process.pid, started: 'long ago' }));
    await stopLeftover(markFile);
    expect(existsSync(markFile)).toBe(false);
  });

  test('a mark cut short by kill -9 is no reason to stop', async () => {
    const markFile = path.join(temporaryFolder(), 'dynoxide.json');
    writeFileSync(markFile, '{"pid":');
    await expect(stopLeftover(markFile)).resolves.toBeUndefined();
  });
});

describe('starting', () => {
  test('a damaged database file is one clear error that says what to do', async () => {
    const dir = temporaryFolder();
    writeFileSync(path.join(dir, 'dynamodb.sqlite'), 'x'.repeat(10_000));
    await expect(start(dir)).rejects.toMatchObject({
      code: 'data-folder-damaged',
      message: containing('-- --fresh'),
    });
  });

  test('a database file that is a folder is reported with what the database said', async () => {
    const dir = temporaryFolder();
    mkdirSync(path.join(dir, 'dynamodb.sqlite'));
    await expect(start(dir)).rejects.toMatchObject({
      code: 'dynamodb-failed',
      message: containing('unable to open database file'),
    });
  });

  test('AWS_ENDPOINT_URL_DYNAMODB names a database that somebody else runs: it is used, not stopped', async () => {
    const running = await start(temporaryFolder(), { tables: [] });
    const dir = path.join(temporaryFolder(), 'unused');
    const second = await start(dir, { environment: { AWS_ENDPOINT_URL_DYNAMODB: running.endpoint } });
    await second.close();
    expect(second.endpoint).toBe(running.endpoint);
    expect(existsSync(dir)).toBe(false);
    await put(running.client, 7);
    expect(await has(running.client, 7)).toBe(true);
  });

  test('BIAOCHI_DYNOXIDE decides, then the npm package, then PATH; a wrong one is named', () => {
    const package_ = findDynoxide({});
    expect(package_).toContain(`@dynoxide/${process.platform}-${process.arch}`);
    expect(findDynoxide({ BIAOCHI_DYNOXIDE: process.execPath })).toBe(process.execPath);
    expect(() => findDynoxide({ BIAOCHI_DYNOXIDE: '/no/such/program' })).toThrow(
      expect.objectContaining({
        code: 'dynamodb-missing',
        message: containing('AWS_ENDPOINT_URL_DYNAMODB'),
      }),
    );
  });
});
