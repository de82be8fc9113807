import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import * as z from 'zod/mini';
import { refuseFullDisk } from '../../../infra/local/free-space.ts';
import { explainSystemError, LocalRuntimeError } from '../../../infra/local/local-runtime-error.ts';
import { isRunning, markOf, processMark } from '../../../infra/local/process-mark.ts';
import { startRuntime, type Runtime, type RuntimeOptions } from '../../../infra/local/runtime.ts';
import { signIn } from '../../../infra/local/sign-in/sign-in-client.ts';
import { fixtureAccounts } from './fixture/accounts.ts';
import { containing } from './fixture/matchers.ts';
import { synthesiseFixture } from './fixture/synthesise.ts';
import { newFolder, temporaryFolder } from './fixture/temporary-folder.ts';
import { writtenDaysAgo } from './fixture/written-days-ago.ts';
import { writeAssembly } from './fixture/write-assembly.ts';

// Real processes on a machine that may be busy with other tests: the limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = newFolder();
let assemblyDir: string;
beforeAll(() => {
  assemblyDir = synthesiseFixture(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (dataDir: string, more: Partial<RuntimeOptions> = {}) =>
  startRuntime({
    assemblyDir,
    dataDir,
    port: 0,
    s3Port: 0,
    parameters: ({ issuer }) => ({ OidcIssuer: issuer }),
    accounts: () => Promise.resolve(fixtureAccounts),
    log: () => undefined,
    ...more,
  });

const addresses = z.object({
  origin: z.string(),
  environment: z.record(z.string(), z.string()),
  outputs: z.object({ TableName: z.string(), BucketName: z.string(), MachineArn: z.string() }),
});
type Addresses = z.output<typeof addresses>;

const atOf = ({ origin, environment, outputs }: Runtime): Addresses =>
  addresses.parse({ origin, environment, outputs: outputs['fixture-service'] });

/** SDK clients as anybody would make them, told by the runtime's environment alone. */
function clientsOf({ environment }: Addresses) {
  const of = (name: string) => environment[name] ?? '';
  const shared = {
    region: of('AWS_REGION'),
    credentials: { accessKeyId: of('AWS_ACCESS_KEY_ID'), secretAccessKey: of('AWS_SECRET_ACCESS_KEY') },
  };
  return {
    records: new DynamoDBClient({ ...shared, endpoint: of('AWS_ENDPOINT_URL_DYNAMODB') }),
    objects: new S3Client({ ...shared, endpoint: of('AWS_ENDPOINT_URL_S3') }),
    machines: new SFNClient({ ...shared, endpoint: of('AWS_ENDPOINT_URL_SFN') }),
  };
}

const item = async (at: Addresses, pk: string, sk: string) => {
  const key = { pk: { S: pk }, sk: { S: sk } };
  return (await clientsOf(at).records.send(new GetItemCommand({ TableName: at.outputs.TableName, Key: key })))
    .Item;
};
const statuses = async (at: Addresses) => {
  const { executions = [] } = await clientsOf(at).machines.send(
    new ListExecutionsCommand({ stateMachineArn: at.outputs.MachineArn }),
  );
  return executions.map(({ status }) => status);
};
const putItem = (at: Addresses, id: string, body: string, accessToken: string) =>
  fetch(`${at.origin}/api/items/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'text/plain' },
    body,
  });
const eventually = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

describe('a whole app', () => {
  let runtime: Runtime;
  let at: Addresses;
  let dataDir: string;
  let told: string[];

  beforeEach(async () => {
    dataDir = path.join(temporaryFolder(), 'data');
    told = [];
    runtime = await start(dataDir, { log: (line) => told.push(line) });
    at = atOf(runtime);
  });
  afterEach(() => runtime.close());

  test('a signed-in request reaches its function, which writes a record and an object, whose event reaches the next function', async () => {
    const { accessToken } = await signIn(runtime.origin, 'unit-001', 'one');
    const response = await putItem(at, 'a1', 'bytes of the file', accessToken);
    expect([response.status, await response.json()]).toEqual([201, { id: 'a1', subject: 'm-001' }]);
    expect(await item(at, 'ITEM#a1', 'ITEM')).toMatchObject({ by: { S: 'm-001' } });
    await eventually(async () =>
      expect(await item(at, 'SEEN#evidence/a1', 'SEEN')).toMatchObject({ size: { N: '17' } }),
    );
    expect(told).toEqual([]);
  });

  test('a request without a token never reaches the function; one to a public route needs none', async () => {
    expect((await fetch(`${runtime.origin}/api/items/a1`, { method: 'PUT', body: 'x' })).status).toBe(401);
    expect(await item(at, 'ITEM#a1', 'ITEM')).toBeUndefined();
    expect(await (await fetch(`${runtime.origin}/public/page`)).json()).toMatchObject({
      echoed: { rawPath: '/public/page' },
    });
  });

  test('a fired schedule starts the state machine with its input, whose task calls its function', async () => {
    runtime.fireSchedule('fixture-yearly');
    await eventually(async () => expect(await statuses(at)).toEqual(['SUCCEEDED']));
    expect(await item(at, 'RUN#2018', 'RUN')).toMatchObject({ counted: { N: '0' } });
  });

  test('the environment is all that an SDK client needs', async () => {
    const { objects } = clientsOf(at);
    const object = { Bucket: at.outputs.BucketName, Key: 'reports/1' };
    await objects.send(new PutObjectCommand({ ...object, Body: '标尺' }));
    expect(await (await objects.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('标尺');
  });

  test('a function can be invoked by name, as an operator would', async () => {
    expect(await runtime.invokeFunction('fixture-echo', { a: 1 })).toEqual({ echoed: { a: 1 } });
    await expect(runtime.invokeFunction('nobody', {})).rejects.toMatchObject({ code: 'function-unknown' });
  });

  test('a second runtime on the same folder, or on the same port, is refused in one line and leaves nothing behind', async () => {
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'data-folder-in-use' });
    const port = Number(new URL(runtime.origin).port);
    const other = path.join(temporaryFolder(), 'data');
    await expect(start(other, { port })).rejects.toMatchObject({
      code: 'port-busy',
      message: containing(`localhost:${port}`),
    });
    expect(existsSync(path.join(other, 'runtime.lock'))).toBe(false);
  });

  test('a run whose function is under way at Ctrl-C goes on after the next start, and nothing counts as failed', async () => {
    runtime.fireSchedule('fixture-yearly');
    await eventually(async () => expect(await statuses(at)).toHaveLength(1));
    await runtime.close();
    runtime = await start(dataDir);
    at = atOf(runtime);
    await eventually(async () => expect(await statuses(at)).toEqual(['SUCCEEDED']));
    expect(runtime.deadLetters()).toEqual([]);
  });

  test('what has expired while the runtime was off is gone after the next start, and nothing else', async () => {
    const keys = ['checks/old', 'reports/old'];
    const { BucketName: Bucket } = at.outputs;
    for (const Key of keys)
      await clientsOf(at).objects.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await runtime.close();
    writtenDaysAgo(path.join(dataDir, 's3', Bucket), 3);
    runtime = await start(dataDir, { log: (line) => told.push(line) });
    at = atOf(runtime);
    const found = await Promise.all(
      keys.map((Key) =>
        clientsOf(at)
          .objects.send(new HeadObjectCommand({ Bucket, Key }))
          .then(
            () => true,
            () => false,
          ),
      ),
    );
    expect([found, told]).toEqual([[false, true], []]);
  });

  test('an object stored while the runtime was going down is announced after the next start', async () => {
    const { accessToken } = await signIn(runtime.origin, 'unit-001', 'one');
    await putItem(at, 'late', 'x', accessToken);
    await runtime.close();
    runtime = await start(dataDir);
    await eventually(async () =>
      expect(await item(atOf(runtime), 'SEEN#evidence/late', 'SEEN')).toBeDefined(),
    );
  });
});

describe('kill -9 of the whole runtime', () => {
  /** Starts the runtime as a program of its own; its line of addresses says that it is up. */
  async function program(dataDir: string, ports: readonly [number, number] = [0, 0]) {
    const file = path.join(import.meta.dirname, 'fixture/runtime-program.ts');
    const child = fork(file, [assemblyDir, dataDir, ...ports.map(String)], {
      execArgv: [],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
      child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)));
    });
    const { hostPid } = z.object({ hostPid: z.int() }).parse(JSON.parse(line));
    const kill = async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    const fireAndDie = async (schedule: string) => {
      child.send(schedule);
      await once(child, 'exit');
    };
    return { at: addresses.parse(JSON.parse(line)), hostPid, kill, fireAndDie };
  }
  const portOf = (address = '') => Number(new URL(address).port);

  test('loses nothing that was acknowledged, signs nobody out, and leaves no process behind', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    const first = await program(dataDir);
    const { accessToken } = await signIn(first.at.origin, 'unit-001', 'one');
    const ids = Array.from({ length: 12 }, (_, number) => `k${number}`);
    const sent = ids.map(async (id) =>
      (await putItem(first.at, id, id, accessToken)).status === 201 ? [id] : [],
    );
    // Killed while requests are under way: once the first was answered, whatever became of the others.
    await Promise.race(sent);
    const markFile = path.join(dataDir, 'dynamodb', 'dynoxide.json');
    const database = processMark.parse(JSON.parse(readFileSync(markFile, 'utf8')));
    const host = markOf(first.hostPid);
    await first.kill();
    const answers = await Promise.allSettled(sent);
    const acknowledged = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    await eventually(async () => {
      expect([isRunning(database), host !== undefined && isRunning(host)]).toEqual([false, false]);
    });

    const ports = [portOf(first.at.origin), portOf(first.at.environment['AWS_ENDPOINT_URL_S3'])] as const;
    const second = await program(dataDir, ports);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const id of acknowledged) {
      expect(await item(second.at, `ITEM#${id}`, 'ITEM')).toBeDefined();
      await eventually(async () =>
        expect(await item(second.at, `SEEN#evidence/${id}`, 'SEEN')).toBeDefined(),
      );
    }
    expect((await putItem(second.at, 'after', 'x', accessToken)).status).toBe(201);
    await second.kill();
  });

  test('right after a schedule fired: the run takes place, once', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    const first = await program(dataDir);
    await first.fireAndDie('fixture-yearly');
    const next = await program(dataDir);
    await eventually(async () => expect(await statuses(next.at)).toEqual(['SUCCEEDED']));
    await next.kill();
  });
});

describe('a start that cannot be', () => {
  const refused = async (dataDir: string, more: Partial<RuntimeOptions> = {}) => {
    const error: unknown = await start(dataDir, more).then(
      (runtime) => runtime.close(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(LocalRuntimeError);
    expect(String(error)).not.toContain('\n');
    expect(existsSync(path.join(dataDir, 'runtime.lock'))).toBe(false);
    return error;
  };

  test('something in the template that is not emulated is named', async () => {
    const place = temporaryFolder();
    const template = { Resources: { Vm: { Type: 'AWS::EC2::Instance' } } };
    const unsupported = writeAssembly(path.join(place, 'out'), { app: template });
    expect(await refused(path.join(place, 'data'), { assemblyDir: unsupported })).toMatchObject({
      code: 'template-unsupported',
      message: containing('AWS::EC2::Instance "Vm"'),
    });
  });

  test('a damaged file of the data folder is named, and what had started is ended', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    mkdirSync(path.join(dataDir, 'events'), { recursive: true });
    writeFileSync(path.join(dataDir, 'events', 'deliveries.jsonl'), 'garbage\n');
    expect(await refused(dataDir)).toMatchObject({
      code: 'data-folder-damaged',
      message: containing('deliveries.jsonl'),
    });
    expect(existsSync(path.join(dataDir, 'dynamodb', 'dynoxide.json'))).toBe(false);
  });

  test('a missing database program says where to get one', async () => {
    vi.stubEnv('BIAOCHI_DYNOXIDE', '/no/such/program');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await refused(path.join(temporaryFolder(), 'data'))).toMatchObject({ code: 'dynamodb-missing' });
  });

  test('a damaged key file says that deleting it is enough', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    mkdirSync(path.join(dataDir, 'keys'), { recursive: true });
    writeFileSync(path.join(dataDir, 'keys', 'aws-credentials.json'), '{}');
    expect(await refused(dataDir)).toMatchObject({
      code: 'data-folder-damaged',
      message: containing('delete it'),
    });
  });

  test('a disk that is as good as full is refused before anything is written to it', () => {
    expect(() => refuseFullDisk('/data', 31 * 1024 * 1024)).toThrow(
      expect.objectContaining({ code: 'disk-full', message: containing('Only 31 MB are left') }),
    );
    expect(() => refuseFullDisk('/data', 32 * 1024 * 1024)).not.toThrow();
    expect(() => refuseFullDisk(temporaryFolder())).not.toThrow();
  });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'data-folder-unwritable'],
    ['EADDRINUSE', 'port-busy'],
  ])("the system's %s becomes a line that says what to do (%s)", (code, expected) => {
    const explained = explainSystemError(Object.assign(new Error(code), { code }), '/data');
    expect(explained).toMatchObject({ code: expected, message: containing('/data') });
  });
});
