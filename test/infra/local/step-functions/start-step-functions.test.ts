import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { afterEach, describe, expect, test } from 'vitest';
import { NamedError } from '../../../../infra/local/step-functions/engine.ts';
import {
  startStepFunctions,
  type StepFunctions,
} from '../../../../infra/local/step-functions/start-step-functions.ts';

const arn = 'arn:aws-cn:states:cn-test-1:000000000000:stateMachine:machine';
const task = (fn: string, more: object, payload: object = { 'n.$': '$.n' }) => ({
  Type: 'Task',
  Resource: 'arn:aws-cn:states:::lambda:invoke',
  Parameters: { FunctionName: fn, Payload: payload },
  ResultSelector: { 'n.$': '$.Payload.n' },
  TimeoutSeconds: 30,
  ...more,
});
const ask = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token', 'who.$': '$.who' } },
  TimeoutSecondsPath: '$.seconds',
  ...more,
});

const payloadShape = z.record(z.string(), z.unknown());
type Functions = Record<string, (payload: Record<string, unknown>) => unknown>;
let opened: { service: StepFunctions; client: SFNClient } | null = null;
const folders: string[] = [];
/** Functions that were to be loaded, in the order in which it was asked. */
let loaded: string[] = [];

async function open(
  states: object,
  functions: Functions,
  more: { dir?: string; limits?: { payloadBytes: number; historyEvents: number } } = {},
) {
  const dir = more.dir ?? mkdtempSync(path.join(tmpdir(), 'biaochi-sfn-'));
  folders.push(dir);
  loaded = [];
  const service = await startStepFunctions({
    dir,
    port: 0,
    stateMachines: [
      {
        arn,
        name: 'machine',
        definition: JSON.stringify({ StartAt: Object.keys(states)[0], States: states }),
      },
    ],
    lambda: {
      invoke: async (name, payload) => functions[name]?.(payloadShape.parse(payload)),
      load: (name) => loaded.push(name),
    },
    ...(more.limits === undefined ? {} : { limits: more.limits }),
  });
  const client = new SFNClient({
    endpoint: service.endpoint,
    region: 'cn-test-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  opened = { service, client };
  return { dir, service, client };
}
async function close() {
  opened?.client.destroy();
  await opened?.service.close();
  opened = null;
}
afterEach(async () => {
  await close();
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

async function ended(client: SFNClient, executionArn: string | undefined) {
  for (let turn = 0; turn < 400; turn += 1) {
    const found = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (found.status !== 'RUNNING') return found;
    await wait(10);
  }
  throw new Error('The execution did not end');
}
const start = (client: SFNClient, input: object, name?: string) =>
  client.send(
    new StartExecutionCommand({
      stateMachineArn: arn,
      input: JSON.stringify(input),
      ...(name === undefined ? {} : { name }),
    }),
  );
const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.name : ''),
  );

/** A function that hands its token to the test. */
function asker() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { token: promise, ask: ({ token }: Record<string, unknown>) => resolve(String(token)) };
}

describe('an execution', () => {
  test('runs its tasks one after the other and tells its history', async () => {
    const { client } = await open(
      { One: task('add', { Next: 'Two' }), Two: task('add', { End: true }) },
      { add: ({ n }) => ({ n: Number(n) + 1 }) },
    );
    const { executionArn } = await start(client, { n: 1 }, 'first');
    expect(executionArn).toBe('arn:aws-cn:states:cn-test-1:000000000000:execution:machine:first');
    expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"n":3}' });
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskStateExited',
      'TaskStateEntered',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('has the functions loaded that may be called next: past choices and into maps, never while somebody is waited for', async () => {
    const step = (fn: string, onward: object) =>
      task(fn, { ResultSelector: { 'n.$': '$.Payload' }, ResultPath: null, ...onward }, {});
    const inner = { StartAt: 'Inner', States: { Inner: step('inner', { End: true }) } };
    const { client } = await open(
      {
        First: step('first', { Next: 'Which' }),
        Which: {
          Type: 'Choice',
          Choices: [{ Variable: '$.who', StringEquals: 'a', Next: 'Each' }],
          Default: 'Other',
        },
        Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: inner, ResultPath: null, Next: 'After' },
        Other: step('other', { Next: 'First' }),
        After: step('after', { Next: 'Ask' }),
        Ask: ask({ ResultPath: null, Next: 'Last' }),
        Last: step('last', { End: true }),
      },
      {
        ask: ({ token }) =>
          void opened?.client.send(new SendTaskSuccessCommand({ taskToken: String(token), output: '{}' })),
      },
    );
    const { executionArn } = await start(client, { who: 'a', items: [1], seconds: 30 });
    expect(await ended(client, executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    // At First and at the choice, at the map, at After; not at Ask.
    expect(loaded).toEqual(['other', 'inner', 'other', 'inner', 'after', 'ask']);
  });

  test('of the same name with the same input is the same while it runs; otherwise the name is taken', async () => {
    const { client } = await open({ Ask: ask({ End: true }) }, { ask: () => null });
    const input = { who: 'a', seconds: 30 };
    const first = await start(client, input, 'same');
    expect((await start(client, input, 'same')).executionArn).toBe(first.executionArn);
    expect(await nameOf(start(client, { who: 'b', seconds: 30 }, 'same'))).toBe('ExecutionAlreadyExists');
    await client.send(new StopExecutionCommand({ executionArn: first.executionArn }));
    expect(await nameOf(start(client, input, 'same'))).toBe('ExecutionAlreadyExists');
    const { executions } = await client.send(
      new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'ABORTED' }),
    );
    expect(executions).toHaveLength(1);
  });

  test('of a machine that is not there, or with input that is not JSON, is refused', async () => {
    const { client } = await open({ One: task('add', { End: true }) }, {});
    expect(
      await nameOf(client.send(new StartExecutionCommand({ stateMachineArn: `${arn}x`, input: '{}' }))),
    ).toBe('StateMachineDoesNotExist');
    expect(await nameOf(client.send(new StartExecutionCommand({ stateMachineArn: arn, input: '{' })))).toBe(
      'InvalidExecutionInput',
    );
    expect(await nameOf(client.send(new DescribeExecutionCommand({ executionArn: `${arn}:none` })))).toBe(
      'ExecutionDoesNotExist',
    );
  });

  test('a result path of the whole result replaces the input, as on AWS', async () => {
    const { client } = await open(
      { One: task('add', { ResultPath: '$', End: true }) },
      { add: () => ({ n: 5 }) },
    );
    const { executionArn } = await start(client, { n: 1, other: true });
    expect((await ended(client, executionArn)).output).toBe('{"n":5}');
  });

  test('retries what its policy names and catches the rest by the error’s name', async () => {
    let calls = 0;
    const { client } = await open(
      {
        Try: task('flaky', {
          Retry: [
            {
              ErrorEquals: ['Busy'],
              IntervalSeconds: 1,
              MaxDelaySeconds: 1,
              BackoffRate: 1,
              MaxAttempts: 1,
              JitterStrategy: 'FULL',
            },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Failed' }],
          End: true,
        }),
        Failed: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' },
      },
      {
        flaky: () => {
          calls += 1;
          throw new NamedError(calls === 1 ? 'Busy' : 'Broken', 'unit 017');
        },
      },
    );
    const { executionArn } = await start(client, { n: 1 });
    expect(await ended(client, executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      cause: 'unit 017',
    });
    expect(calls).toBe(2);
  });

  test('maps over a list with each item’s own values', async () => {
    const { client } = await open(
      {
        Each: {
          Type: 'Map',
          ItemsPath: '$.list',
          ItemSelector: { 'n.$': '$$.Map.Item.Value', 'execution.$': '$$.Execution.Id' },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Add',
            States: { Add: task('add', { End: true }) },
          },
          MaxConcurrency: 2,
          End: true,
        },
      },
      { add: ({ n }) => ({ n: Number(n) + 10 }) },
    );
    const { executionArn } = await start(client, { list: [1, 2, 3] });
    expect((await ended(client, executionArn)).output).toBe('[{"n":11},{"n":12},{"n":13}]');
  });
});

describe('a task that waits for somebody', () => {
  test('goes on with the answer; a second answer is too late, and a token of nobody is none', async () => {
    const { token, ask: asked } = asker();
    const { client } = await open({ Ask: ask({ End: true }) }, { ask: asked });
    const { executionArn } = await start(client, { who: 'a', seconds: 30 });
    const taskToken = await token;
    await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"said":"yes"}' }));
    expect((await ended(client, executionArn)).output).toBe('{"said":"yes"}');
    expect(await nameOf(client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })))).toBe(
      'TaskTimedOut',
    );
    expect(await nameOf(client.send(new SendTaskHeartbeatCommand({ taskToken })))).toBe('TaskTimedOut');
    expect(await nameOf(client.send(new SendTaskSuccessCommand({ taskToken: 'nobody', output: '{}' })))).toBe(
      'InvalidToken',
    );
    expect(await nameOf(client.send(new SendTaskSuccessCommand({ taskToken, output: '{' })))).toBe(
      'InvalidOutput',
    );
  });

  test('times out after the seconds its input names, and the answer after that is too late', async () => {
    const { token, ask: asked } = asker();
    const silent = { Type: 'Pass', Result: 'passed over', End: true };
    const { client } = await open(
      {
        Ask: ask({ Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Silent' }], End: true }),
        Silent: silent,
      },
      { ask: asked },
    );
    const { executionArn } = await start(client, { who: 'a', seconds: 1 });
    expect((await ended(client, executionArn)).output).toBe('"passed over"');
    expect(
      await nameOf(client.send(new SendTaskSuccessCommand({ taskToken: await token, output: '{}' }))),
    ).toBe('TaskTimedOut');
  });

  test('fails with the name that the answer gives', async () => {
    const { token, ask: asked } = asker();
    const { client } = await open({ Ask: ask({ End: true }) }, { ask: asked });
    const { executionArn } = await start(client, { who: 'a', seconds: 30 });
    await client.send(new SendTaskFailureCommand({ taskToken: await token, error: 'Refused', cause: 'no' }));
    expect(await ended(client, executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'no',
    });
  });

  test('fails when the asking itself fails', async () => {
    const { client } = await open(
      { Ask: ask({ End: true }) },
      {
        ask: () => {
          throw new NamedError('Broken', 'cannot ask');
        },
      },
    );
    const { executionArn } = await start(client, { who: 'a', seconds: 30 });
    expect(await ended(client, executionArn)).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });
});

describe('after a stop in the middle', () => {
  test('it goes on at the state it was in, asks again with a new token, and the old token is over', async () => {
    const first = asker();
    let before = 0;
    const states = {
      Before: task('before', { ResultPath: null, ResultSelector: {}, Next: 'Ask' }, {}),
      Ask: ask({ End: true }),
    };
    const { dir, client } = await open(states, { before: () => (before += 1), ask: first.ask });
    const { executionArn } = await start(client, { who: 'a', seconds: 30 });
    const old = await first.token;
    await close();

    const second = asker();
    const again = await open(states, { before: () => (before += 1), ask: second.ask }, { dir });
    again.service.resume();
    const taskToken = await second.token;
    expect(await nameOf(again.client.send(new SendTaskSuccessCommand({ taskToken: old, output: '1' })))).toBe(
      'TaskTimedOut',
    );
    await again.client.send(new SendTaskSuccessCommand({ taskToken, output: '2' }));
    expect((await ended(again.client, executionArn)).output).toBe('2');
    expect(before).toBe(1);
  });

  test('an answer that was acknowledged is not asked for again', async () => {
    const states = {
      Both: {
        Type: 'Map',
        ItemsPath: '$.list',
        ItemSelector: { 'who.$': '$$.Map.Item.Value', 'seconds.$': '$.seconds' },
        ItemProcessor: { StartAt: 'Ask', States: { Ask: ask({ End: true }) } },
        End: true,
      },
    };
    const tokens = new Map<string, string>();
    const both = Promise.withResolvers<undefined>();
    const keep = ({ who, token }: Record<string, unknown>) => {
      tokens.set(String(who), String(token));
      if (tokens.size === 2) both.resolve(undefined);
    };
    const { dir, client } = await open(states, { ask: keep });
    const { executionArn } = await start(client, { list: ['a', 'b'], seconds: 30 });
    await both.promise;
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens.get('a'), output: '"from a"' }));
    await close();

    const second = asker();
    const asked: unknown[] = [];
    const again = await open(
      states,
      { ask: (payload) => (asked.push(payload['who']), second.ask(payload)) },
      { dir },
    );
    again.service.resume();
    await again.client.send(
      new SendTaskSuccessCommand({ taskToken: await second.token, output: '"from b"' }),
    );
    expect((await ended(again.client, executionArn)).output).toBe('["from a","from b"]');
    expect(asked).toEqual(['b']);
  });
});

test('a failure that was acknowledged counts after a stop, too', async () => {
  const states = {
    Ask: ask({
      ResultPath: null,
      Catch: [{ ErrorEquals: ['Refused'], ResultPath: '$.failure', Next: 'Said' }],
      Next: 'Said',
    }),
    Said: ask({
      Parameters: {
        FunctionName: 'last',
        Payload: { 'token.$': '$$.Task.Token', 'why.$': '$.failure.Cause' },
      },
      End: true,
    }),
  };
  const first = asker();
  const { dir, client } = await open(states, { ask: first.ask, last: () => null });
  const { executionArn } = await start(client, { who: 'a', seconds: 30 });
  await client.send(
    new SendTaskFailureCommand({ taskToken: await first.token, error: 'Refused', cause: 'not ours' }),
  );
  await close();

  const second = asker();
  const why: unknown[] = [];
  const again = await open(
    states,
    { ask: () => null, last: (payload) => (why.push(payload['why']), second.ask(payload)) },
    { dir },
  );
  again.service.resume();
  await again.client.send(new SendTaskSuccessCommand({ taskToken: await second.token, output: '"done"' }));
  expect((await ended(again.client, executionArn)).output).toBe('"done"');
  expect(why).toEqual(['not ours']);
});

describe('limits that AWS has and the interpreter does not', () => {
  test('an answer larger than a payload may be fails the task by name', async () => {
    const { client } = await open(
      { One: task('big', { End: true }) },
      { big: () => ({ n: 'x'.repeat(300_000) }) },
    );
    const { executionArn } = await start(client, { n: 1 });
    expect(await ended(client, executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });

  test('an execution with more events than AWS keeps fails', async () => {
    const list = Array.from({ length: 30 }, (_, index) => index);
    const each = {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemProcessor: { StartAt: 'Nothing', States: { Nothing: { Type: 'Pass', End: true } } },
      End: true,
    };
    const { client } = await open(
      { Each: each },
      {},
      { limits: { payloadBytes: 262_144, historyEvents: 100 } },
    );
    const { executionArn } = await start(client, { list });
    expect(await ended(client, executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test.each([
    ['HeartbeatSeconds', ask({ HeartbeatSeconds: 10, End: true })],
    ['Assign', { Type: 'Pass', Assign: { a: 1 }, End: true }],
    [
      'Distributed Map',
      {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
          StartAt: 'A',
          States: { A: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    ],
    ['Type Parallel', { Type: 'Parallel', Branches: [], End: true }],
    ['Resource', { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {}, End: true }],
    ['$$.Execution.Input', { Type: 'Pass', Parameters: { 'a.$': '$$.Execution.Input' }, End: true }],
  ])('a definition with %s is refused by that name', async (what, state) => {
    await expect(open({ One: state }, {})).rejects.toThrow(what);
  });
});
