import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientSettings, fileClientSettings } from '../../functions/adapters/client-settings.ts';
import { s3Files } from '../../functions/adapters/s3-files.ts';
import { executions } from '../../functions/adapters/step-functions.ts';
import { startS3 } from '../../infra/local/s3/start-s3.ts';
import {
  startStepFunctions,
  type StepFunctions,
} from '../../infra/local/step-functions/start-step-functions.ts';
import { recordedLog } from '../functions/http-call.ts';
import { busyFront } from '../support/busy-front.ts';

/**
 * The files' adapter and the one that starts runs, with the settings that they are deployed with, against the embedded store and
 * machine, each behind a front that refuses three calls of ten and loses the answers of some that were carried out.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-busy-files-'));
const region = 'cn-test-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const machine = `arn:aws-cn:states:${region}:000000000000:stateMachine:year-end`;

type Front = Awaited<ReturnType<typeof busyFront>>;
let store: Awaited<ReturnType<typeof startS3>>;
let runs: StepFunctions;
let beforeStore: Front;
let beforeRuns: Front;

beforeAll(async () => {
  store = await startS3({
    dir: path.join(folder, 's3'),
    port: 0,
    region,
    ...credentials,
    buckets: [{ name: 'runs', versioned: true, lock: null, cors: [] }],
    onObjectCreated: () => undefined,
  });
  runs = await startStepFunctions({
    dir: path.join(folder, 'runs'),
    port: 0,
    stateMachines: [
      {
        arn: machine,
        name: 'year-end',
        definition: JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }),
      },
    ],
    lambda: {
      invoke: () => Promise.reject(new Error('calls no function')),
      load: () => undefined,
    },
  });
  beforeStore = await busyFront(store.endpoint, {
    status: 503,
    contentType: 'application/xml',
    body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
  });
  beforeRuns = await busyFront(runs.endpoint, {
    status: 400,
    contentType: 'application/x-amz-json-1.0',
    body: JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }),
  });
}, 60_000);
afterAll(async () => {
  beforeStore.close();
  beforeRuns.close();
  await store.close();
  await runs.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** As a task's function is called again by its state machine, and a person's call by the console. */
async function atLast<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await call();
    } catch (error) {
      if (turn === 7) throw error;
    }
  }
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('three calls of ten to the object store are refused: every file is there as it was written, and no call is tried more than five times', async () => {
  const client = new S3Client({
    ...fileClientSettings,
    endpoint: beforeStore.endpoint,
    forcePathStyle: true,
    region,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const files = s3Files(client, 'runs');
  const text = (number: number) => `第${number}个文件`.repeat(number);
  await Promise.all(
    numbers(80).map(async (number) => {
      const key = `runs/2018/${number}.txt`;
      await atLast(() => files.write(key, text(number), 'text/plain'));
      const read = await atLast(() => files.read(key));
      expect(new TextDecoder().decode(read)).toBe(text(number));
    }),
  );
  client.destroy();
  expect(Math.max(...beforeStore.tries.values())).toBeLessThanOrEqual(fileClientSettings.maxAttempts);
  expect(Math.max(...beforeStore.tries.values())).toBeGreaterThan(1);
  expect(beforeStore.happened.throttled).toBeGreaterThan(40);
  expect(beforeStore.happened.lost).toBeGreaterThan(0);
}, 120_000);

test('three calls of ten that start a run are refused: each run is started, once, and no call is tried more than five times', async () => {
  const settings = { ...clientSettings, endpoint: beforeRuns.endpoint, region, credentials };
  const client = new SFNClient(settings);
  const { start } = executions(client, machine, recordedLog().log);
  const names = numbers(60).map((number) => `2018-${number}`);
  // Each is asked for twice, as a schedule that comes twice does.
  await Promise.all(
    [...names, ...names].map((name) => atLast(() => start(name, { cycle: '2018', startedBy: 'admin-1' }))),
  );
  client.destroy();
  const direct = new SFNClient({ ...settings, endpoint: runs.endpoint });
  const { executions: started = [] } = await direct.send(
    new ListExecutionsCommand({ stateMachineArn: machine }),
  );
  direct.destroy();
  expect(started.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(Math.max(...beforeRuns.tries.values())).toBeLessThanOrEqual(clientSettings.maxAttempts);
  expect(beforeRuns.happened.throttled).toBeGreaterThan(30);
  expect(beforeRuns.happened.lost).toBeGreaterThan(0);
}, 120_000);

test('every client waits between its tries with the SDK’s jitter, and has a last one', () => {
  for (const { maxAttempts, retryMode } of [clientSettings, fileClientSettings])
    expect({ maxAttempts, retryMode }).toEqual({ maxAttempts: 5, retryMode: 'standard' });
});
