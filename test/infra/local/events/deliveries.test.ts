import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDeliveries, type Deliveries } from '../../../../infra/local/events/deliveries.ts';
import { createEventBus } from '../../../../infra/local/events/event-bus.ts';
import { createTargets, type Targets } from '../../../../infra/local/events/targets.ts';
import type { Deployment, RuleResource } from '../../../../infra/local/template/deployment.ts';
import { newFolder, temporaryFolder } from '../fixture/temporary-folder.ts';
import { writeAssembly } from '../fixture/write-assembly.ts';
import { readDeployment } from '../../../../infra/local/template/deployment.ts';

type Sent = Readonly<{ arn: string; id: string; payload: unknown }>;

let dir: string;
let sent: Sent[];
let told: string[];
let outcome: (wanted: Sent) => Promise<void>;

beforeEach(() => {
  dir = path.join(temporaryFolder(), 'events');
  sent = [];
  told = [];
  outcome = () => Promise.resolve();
});
afterEach(() => {
  vi.useRealTimers();
});

const targets: Targets = {
  check: () => undefined,
  send: async (arn, id, payload) => {
    sent.push({ arn, id, payload });
    await outcome({ arn, id, payload });
  },
  retryAttemptsOf: () => 2,
};
const open = (): Deliveries =>
  openDeliveries({ dir, targets, log: (line) => told.push(line), retryDelaysMs: [1_000, 3_000] });
const wanted = (payload: unknown) => ({ target: 'arn:fn', payload, deadLetterQueue: 'arn:queue' });
const settled = () => vi.advanceTimersByTimeAsync(0);

describe('deliveries', () => {
  test('reach their target once when it takes them', async () => {
    vi.useFakeTimers();
    const deliveries = open();
    deliveries.start();
    deliveries.accept(wanted({ a: 1 }));
    await settled();
    deliveries.close();
    open().start();
    await settled();
    expect(sent.map(({ payload }) => payload)).toEqual([{ a: 1 }]);
  });

  test('accepted and not delivered before kill -9 are delivered by the next runtime', async () => {
    vi.useFakeTimers();
    open().accept(wanted('first'));
    const next = open();
    next.start();
    await settled();
    next.close();
    expect(sent.map(({ payload }) => payload)).toEqual(['first']);
  });

  test('under way at kill -9 are delivered again under the same id, so that a target can tell', async () => {
    vi.useFakeTimers();
    outcome = () => new Promise(() => undefined);
    const killed = open();
    killed.start();
    killed.accept(wanted('first'));
    outcome = () => Promise.resolve();
    const next = open();
    next.start();
    await settled();
    next.close();
    expect(sent).toHaveLength(2);
    expect(sent[0]?.id).toBe(sent[1]?.id);
  });

  test('a failing one is repeated after one second and after three more, as often as Lambda would, then recorded', async () => {
    vi.useFakeTimers();
    outcome = () => Promise.reject(new TypeError('no such unit'));
    const deliveries = open();
    deliveries.start();
    deliveries.accept(wanted('bad'));
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toHaveLength(3);
    expect(deliveries.deadLetters()).toEqual([
      expect.objectContaining({
        target: 'arn:fn',
        payload: 'bad',
        failures: 3,
        deadLetterQueue: 'arn:queue',
        error: 'TypeError: no such unit',
      }),
    ]);
    expect(told).toEqual(['Given up after 3 attempts: arn:fn (TypeError: no such unit)']);
    deliveries.close();
    expect(open().deadLetters()).toHaveLength(1);
  });

  test('what a shutdown interrupts is not counted as a failure', async () => {
    vi.useFakeTimers();
    const interrupted = Promise.withResolvers<undefined>();
    outcome = () => interrupted.promise.then(() => undefined);
    const deliveries = open();
    deliveries.start();
    deliveries.accept(wanted('first'));
    deliveries.close();
    interrupted.reject(new Error('shutting down'));
    await settled();
    outcome = () => Promise.resolve();
    const next = open();
    next.start();
    await settled();
    next.close();
    expect(sent).toHaveLength(2);
    expect(next.deadLetters()).toEqual([]);
  });

  test('at most sixteen are under way at once, and none is forgotten', async () => {
    vi.useFakeTimers();
    const release: (() => void)[] = [];
    outcome = () => new Promise((resolve) => release.push(resolve));
    const deliveries = open();
    deliveries.start();
    for (let number = 0; number < 40; number += 1) deliveries.accept(wanted(number));
    expect(sent).toHaveLength(16);
    for (let round = 0; round < 40; round += 1) {
      release.shift()?.();
      await settled();
    }
    expect(sent.map(({ payload }) => payload)).toEqual(Array.from({ length: 40 }, (_, number) => number));
    deliveries.close();
  });
});

describe('rules', () => {
  const rule = (properties: Partial<RuleResource['properties']>): RuleResource => ({
    logicalId: 'R',
    stack: 'app',
    id: { name: 'app-R', arn: 'arn:rule', ref: 'app-R', attributes: {} },
    properties: { State: 'ENABLED', Targets: [{ Id: 'a', Arn: 'arn:fn' }], ...properties },
  });
  const publish = (rules: RuleResource[], event: Record<string, unknown>) => {
    const accepted: unknown[] = [];
    createEventBus(rules, targets, { accept: (delivery) => accepted.push(delivery) }).publish(event);
    return accepted;
  };

  test('hand the event to every target of every rule that it fits', () => {
    const both = {
      EventPattern: { source: ['aws.s3'] },
      Targets: [
        { Id: 'a', Arn: 'arn:a' },
        { Id: 'b', Arn: 'arn:b', DeadLetterConfig: { Arn: 'arn:q' } },
      ],
    };
    expect(
      publish([rule(both), rule({ EventPattern: { source: ['other'] } })], { source: 'aws.s3' }),
    ).toEqual([
      { target: 'arn:a', payload: { source: 'aws.s3' }, deadLetterQueue: null },
      { target: 'arn:b', payload: { source: 'aws.s3' }, deadLetterQueue: 'arn:q' },
    ]);
  });

  test("a target's constant input takes the event's place", () => {
    const constant = rule({
      EventPattern: { source: ['aws.s3'] },
      Targets: [{ Id: 'a', Arn: 'arn:fn', Input: '{"fixed":true}' }],
    });
    expect(publish([constant], { source: 'aws.s3' })).toEqual([
      expect.objectContaining({ payload: { fixed: true } }),
    ]);
  });

  test('a disabled rule, and one that only has a schedule, hear nothing', () => {
    const disabled = rule({ EventPattern: { source: ['aws.s3'] }, State: 'DISABLED' });
    expect(publish([disabled, rule({ ScheduleExpression: 'rate(1 hour)' })], { source: 'aws.s3' })).toEqual(
      [],
    );
  });
});

describe('targets', () => {
  const folder = newFolder();
  const deployment: Pick<Deployment, 'functions' | 'stateMachines'> = readDeployment({
    assemblyDir: writeAssembly(
      folder,
      {
        app: {
          Resources: {
            Fn: {
              Type: 'AWS::Lambda::Function',
              Properties: {
                Code: { S3Bucket: 'b', S3Key: 'k' },
                Handler: 'index.handler',
                Runtime: 'nodejs24.x',
              },
            },
            Once: {
              Type: 'AWS::Lambda::EventInvokeConfig',
              Properties: { FunctionName: { Ref: 'Fn' }, Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
            },
            Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: '{}' } },
          },
        },
      },
      { k: 'code' },
    ),
    parameters: {},
    origin: 'http://localhost',
  });
  const fn = deployment.functions[0]!.id.arn;
  const machine = deployment.stateMachines[0]!.id.arn;
  const calls: unknown[] = [];
  let startExecution = async (...args: unknown[]): Promise<unknown> => calls.push(args);
  const real = createTargets(
    deployment,
    async (...args) => calls.push(args),
    (...args) => startExecution(...args),
  );

  test('a function is invoked with the payload; an execution is named after the delivery, so that repeating starts no second', async () => {
    await real.send(fn, 'id-1', { a: 1 });
    await real.send(machine, 'id-2', { b: 2 });
    expect(calls).toEqual([
      [fn, { a: 1 }],
      [machine, 'id-2', { b: 2 }],
    ]);
  });

  test('an execution that an earlier attempt did start counts as delivered', async () => {
    startExecution = () =>
      Promise.reject(Object.assign(new Error('there'), { code: 'ExecutionAlreadyExists' }));
    await expect(real.send(machine, 'id-3', {})).resolves.toBeUndefined();
    startExecution = () => Promise.reject(new Error('full'));
    await expect(real.send(machine, 'id-4', {})).rejects.toThrow('full');
  });

  test("a function's own number of repetitions is kept", () => {
    expect(real.retryAttemptsOf(fn)).toBe(1);
  });

  test('a target that cannot be started here is refused at start, by its owner and ARN', () => {
    expect(() => real.check('arn:aws:sns:us-east-1:000000000000:topic', 'AWS::Events::Rule "R"')).toThrow(
      'AWS::Events::Rule "R" with the target arn:aws:sns',
    );
  });
});
