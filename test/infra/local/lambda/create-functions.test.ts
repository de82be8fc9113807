import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { FunctionError } from '../../../../infra/local/lambda/function-error.ts';
import { openLog } from '../../../../infra/local/lambda/function-log.ts';
import { createFunctions, type Functions } from '../../../../infra/local/lambda/create-functions.ts';
import { readDeployment } from '../../../../infra/local/template/deployment.ts';
import { bundleFunctions } from '../fixture/bundle-functions.ts';
import { containing, matching, satisfying, withElement } from '../fixture/matchers.ts';
import { newFolder, temporaryFolder } from '../fixture/temporary-folder.ts';
import { writeAssembly } from '../fixture/write-assembly.ts';

// Real processes on a machine that may be busy with other tests: the limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = newFolder();
let functions: Functions;
let told: string[] = [];
const someTimeLeft = satisfying((left: number) => left > 0 && left <= 20_000);

const fn = (overrides: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'echo',
    Code: { S3Bucket: 'assets', S3Key: 'echo.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    MemorySize: 256,
    Timeout: 20,
    Environment: { Variables: { TABLE_NAME: 'records' } },
    ...overrides,
  },
});

beforeAll(() => {
  bundleFunctions(['echo'], folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  told = [];
  const assemblyDir = writeAssembly(
    path.join(folder, 'assembly'),
    {
      app: {
        Resources: {
          Echo: fn(),
          Hasty: fn({ FunctionName: 'hasty', Timeout: 1 }),
          Single: fn({ FunctionName: 'single', ReservedConcurrentExecutions: 1 }),
          Missing: fn({ FunctionName: 'missing', Handler: 'index.nothing' }),
          Loud: fn({ FunctionName: 'loud', Environment: { Variables: { SAYS_WHEN_LOADED: 'yes' } } }),
          Small: fn({ FunctionName: 'small', MemorySize: 128 }),
        },
      },
    },
    { 'echo.zip': path.join(folder, 'echo') },
  );
  functions = createFunctions({
    functions: readDeployment({ assemblyDir, parameters: {}, origin: 'http://localhost' }).functions,
    logDir: path.join(folder, 'logs'),
    compileCacheDir: path.join(folder, 'cache'),
    log: (line) => told.push(line),
  });
  functions.start({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' });
});
afterEach(() => functions.close());

const failure = async (named: string, payload: unknown): Promise<FunctionError> => {
  const error = await functions.invoke(named, payload).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FunctionError);
  if (!(error instanceof FunctionError)) throw new Error('not a FunctionError');
  return error;
};

describe('invoking', () => {
  test('by logical id, name or ARN reaches the same function', async () => {
    for (const named of ['Echo', 'echo', 'arn:aws:lambda:us-east-1:000000000000:function:echo']) {
      expect(await functions.invoke(named, { a: '标尺' })).toEqual({ echoed: { a: '标尺' } });
    }
  });

  test('a name that the template does not have is refused, not waited for', async () => {
    await expect(functions.invoke('nobody', {})).rejects.toMatchObject({ code: 'function-unknown' });
  });

  test("the environment is the template's and what Lambda sets, nothing of this machine's", async () => {
    const environment = await functions.invoke('echo', { do: 'environment' });
    expect(environment).toEqual({
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'echo',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/echo',
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      LAMBDA_TASK_ROOT: path.join(folder, 'echo'),
      _HANDLER: 'index.handler',
      TABLE_NAME: 'records',
      TZ: ':UTC',
    });
  });

  test('the context says who is called and how long there is left', async () => {
    const context = await functions.invoke('echo', { do: 'context' });
    expect(context).toMatchObject({
      functionName: 'echo',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      awsRequestId: matching(/^[0-9a-f-]{36}$/),
      memoryLimitInMB: '256',
      remaining: someTimeLeft,
    });
  });

  test('nothing returned is null, as through the real service', async () => {
    expect(await functions.invoke('echo', { do: 'nothing' })).toBeNull();
  });

  test('a worker is kept for the next call, so that clients made at load time are reused', async () => {
    expect(await functions.invoke('echo', { do: 'calls' })).toBe(1);
    expect(await functions.invoke('echo', { do: 'calls' })).toBe(2);
  });

  test('a function can be loaded before anybody calls it; a name that nobody has is left alone', async () => {
    const log = path.join(folder, 'logs', 'loud.log');
    functions.load('nobody');
    functions.load('Loud');
    await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('loaded'), { timeout: 30_000 });
    expect(await functions.invoke('loud', { do: 'calls' })).toBe(1);
    expect(readFileSync(log, 'utf8').match(/loaded/g)).toHaveLength(1);
  });

  test('one invocation to a worker at a time: concurrent calls never share one', async () => {
    const counts = await Promise.all(
      Array.from({ length: 4 }, () => functions.invoke('echo', { do: 'calls' })),
    );
    expect(counts).toEqual([1, 1, 1, 1]);
  });

  test('more calls than workers wait their turn; reserved concurrency of one makes them strictly serial', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, () => functions.invoke('single', { do: 'calls' })),
    );
    expect(counts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

describe('failing as Lambda does', () => {
  test("a handler's error keeps its name, which the state machine's rules go by", async () => {
    const error = await failure('echo', { do: 'throw' });
    expect(error.name).toBe('BiaochiRefused');
    expect(JSON.parse(error.message)).toEqual({
      errorType: 'BiaochiRefused',
      errorMessage: 'not a unit of this cycle',
      trace: withElement('BiaochiRefused: not a unit of this cycle'),
    });
    expect(await functions.invoke('echo', { do: 'calls' })).toBe(2);
  });

  test('something thrown that is no Error is reported by its type', async () => {
    expect((await failure('echo', { do: 'throw-text' })).failure).toEqual({
      errorType: 'string',
      errorMessage: 'just text',
      trace: [],
    });
  });

  test.each(['hang', 'spin'])(
    'a function that will not end (%s) is killed at its timeout, and the next call gets a fresh one',
    async (how) => {
      const { failure: told } = await failure('hasty', { do: how });
      expect(told.errorType).toBe('Sandbox.Timedout');
      expect(told.errorMessage).toMatch(
        /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
      );
      expect(await functions.invoke('hasty', { do: 'calls' })).toBe(1);
    },
  );

  test('a function that exits its process fails alone', async () => {
    expect((await failure('echo', { do: 'exit' })).failure).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: 'Error: Runtime exited with error: exit status 3',
    });
    expect(await functions.invoke('echo', { do: 'calls' })).toBe(1);
  });

  test('a promise that nobody awaits fails the invocation under way', async () => {
    expect((await failure('echo', { do: 'reject-later' })).failure).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: nobody waits for me',
    });
  });

  test('memory beyond the setting ends the function, and the next call gets a fresh one', async () => {
    expect((await failure('small', { do: 'eat-memory' })).name).toBe('Runtime.OutOfMemory');
    expect(await functions.invoke('small', { do: 'calls' })).toBe(1);
  });

  test('memory asked for at one stroke ends the host with all its functions, and the runtime starts it again', async () => {
    const bystander = failure('echo', { do: 'hang' });
    expect((await failure('small', { do: 'gulp-memory' })).name).toBe('Lambda.ServiceException');
    expect((await bystander).name).toBe('Lambda.ServiceException');
    expect(await functions.invoke('echo', { do: 'calls' })).toBe(1);
    expect(told).toEqual([containing('The function host ended')]);
  });

  test('a bundle without the named export says so', async () => {
    expect((await failure('missing', {})).failure).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'nothing is undefined or not exported',
    });
  });

  test('payloads and answers above 6 MB are refused, as Lambda refuses them', async () => {
    expect((await failure('echo', 'x'.repeat(6 * 1024 * 1024))).name).toBe('RequestEntityTooLargeException');
    expect((await failure('echo', { do: 'long-answer', times: 6 * 1024 * 1024 })).name).toBe(
      'Function.ResponseSizeTooLarge',
    );
  });

  test('closing fails what is under way instead of leaving it hanging', async () => {
    const underWay = failure('echo', { do: 'hang' });
    await functions.close();
    expect((await underWay).name).toBe('Lambda.ServiceException');
    expect((await failure('echo', {})).name).toBe('Lambda.ServiceException');
    expect(told).toEqual([]);
  });
});

describe('logs', () => {
  test('what a function prints lands in its own file', async () => {
    await functions.invoke('echo', { do: 'log', value: 'COUNTED 12360' });
    await vi.waitFor(() => {
      const log = readFileSync(path.join(folder, 'logs', 'echo.log'), 'utf8');
      expect(log).toContain('COUNTED 12360\n');
      expect(log).toContain('to stderr\n');
    });
  });

  test('a full log makes way for a new one, and only one old one is kept', () => {
    const file = path.join(temporaryFolder(), 'f.log');
    writeFileSync(file, Buffer.alloc(5 * 1024 * 1024 - 1, 'a'));
    const write = openLog(file);
    write('b');
    expect(existsSync(`${file}.1`)).toBe(false);
    write('c');
    expect(readFileSync(file, 'utf8')).toBe('c');
    expect(readFileSync(`${file}.1`, 'utf8').endsWith('ab')).toBe(true);
  });
});
