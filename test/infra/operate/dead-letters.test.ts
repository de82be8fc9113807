import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { deadLetterQueues } from '../../../infra/constructs/dead-letter-queue.ts';
import { openDeliveries, type Deliveries } from '../../../infra/local/events/deliveries.ts';
import { sqsLetters } from '../../../infra/operate/sqs-letters.ts';
import { letterOf } from '../../../infra/operate/sqs-message.ts';
import { temporaryFolder } from '../local/fixture/temporary-folder.ts';
import { installations, ofType, templatesOf } from '../templates.ts';

const root = path.join(import.meta.dirname, '../../..');
const command = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'infra/operate/dead-letters.ts'), ...args], {
    encoding: 'utf8',
    timeout: 15_000,
  });

describe('dead letters of an embedded runtime', () => {
  let deliveries: Deliveries;
  afterEach(() => deliveries.close());

  const broken = 'arn:aws:lambda:us-east-1:000000000000:function:biaochi-event-inspect-evidence';
  const queue = 'arn:aws:sqs:us-east-1:000000000000:biaochi-inspections-undone';

  test('are read by one command and replayed by another while it runs, and reach their function when it is mended', async () => {
    const dataDir = temporaryFolder();
    const sent: unknown[] = [];
    let isMended = false;
    deliveries = openDeliveries({
      dir: path.join(dataDir, 'events'),
      targets: {
        check: () => undefined,
        send: async (_, __, payload) => {
          if (!isMended) throw new Error('the table is not there');
          sent.push(payload);
        },
        retryAttemptsOf: () => 0,
      },
      log: () => undefined,
      lookMs: 20,
    });
    deliveries.start();
    deliveries.accept({ target: broken, payload: { key: 'evidence/1' }, deadLetterQueue: queue });
    await vi.waitFor(() => expect(deliveries.deadLetters()).toHaveLength(1));

    const listed = command('list', '--data', dataDir, '--queue', 'inspections-undone');
    expect([listed.status, listed.stderr]).toEqual([0, '']);
    expect(listed.stdout).toContain('the table is not there');
    expect(listed.stdout).toContain('{"key":"evidence/1"}');
    expect(listed.stdout).toContain('1 dead letter(s).');
    expect(command('replay', '--data', dataDir, '--queue', 'heads-not-signed').stdout).toContain('0 of 0');
    expect(sent).toEqual([]);

    isMended = true;
    expect(command('replay', '--data', dataDir).status).toBe(0);
    await vi.waitFor(() => expect(sent).toEqual([{ key: 'evidence/1' }]));
    expect(deliveries.deadLetters()).toEqual([]);
    expect(command('list', '--data', dataDir).stdout).toContain('0 dead letter(s).');
  }, 60_000);

  test('a replay that was ordered while nothing ran is carried out at the next start', async () => {
    const dataDir = temporaryFolder();
    const sent: unknown[] = [];
    const open = (send: () => Promise<void>) =>
      openDeliveries({
        dir: path.join(dataDir, 'events'),
        targets: { check: () => undefined, send, retryAttemptsOf: () => 0 },
        log: () => undefined,
      });
    deliveries = open(() => Promise.reject(new Error('no')));
    deliveries.start();
    deliveries.accept({ target: broken, payload: 1, deadLetterQueue: queue });
    await vi.waitFor(() => expect(deliveries.deadLetters()).toHaveLength(1));
    deliveries.close();
    expect(command('replay', '--data', dataDir).status).toBe(0);
    deliveries = open(async () => void sent.push('delivered'));
    deliveries.start();
    await vi.waitFor(() => expect(sent).toEqual(['delivered']));
    expect(deliveries.deadLetters()).toEqual([]);
  }, 30_000);

  test('a command that is not understood changes nothing and says how it is used', () => {
    deliveries = openDeliveries({
      dir: temporaryFolder(),
      targets: { check: () => undefined, send: () => Promise.resolve(), retryAttemptsOf: () => 0 },
      log: () => undefined,
    });
    const done = command('remove');
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('npm run dead-letters -- list|replay');
  });
});

describe('dead letters on AWS', () => {
  const functionArn = 'arn:aws:lambda:cn-north-1:123456789012:function:biaochi-event-sign-heads';
  const wrapped = JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-30T00:00:00.000Z',
    requestContext: {
      requestId: 'r',
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { detail: {} },
    responseContext: { statusCode: 200 },
    responsePayload: { errorType: 'Error', errorMessage: 'no key' },
  });
  const machine = 'arn:aws:states:cn-north-1:123456789012:stateMachine:biaochi-year-end';
  const attributes = (of: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(of).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    );

  test('a function that gave up is named without its version, with the event that it was given', () => {
    expect(letterOf('heads-not-signed', { MessageId: 'a', Body: wrapped })).toEqual({
      id: 'a',
      queue: 'heads-not-signed',
      target: functionArn,
      payload: { detail: {} },
      error: 'no key',
      at: '2026-11-30T00:00:00.000Z',
    });
  });

  test('a payload that was cut off is shown and never replayed', () => {
    const letter = letterOf('heads-not-signed', {
      MessageId: 'b',
      Body: '{"a":1}',
      MessageAttributes: attributes({ TARGET_ARN: functionArn, IS_PAYLOAD_TRUNCATED: 'true' }),
    });
    expect(letter.target).toBeNull();
  });

  test('each is handed to its own target and deleted after that; one that nobody says the target of stays', async () => {
    const sqs = mockClient(SQSClient);
    const lambda = mockClient(LambdaClient);
    const sfn = mockClient(SFNClient);
    sqs.on(GetQueueUrlCommand).callsFake(({ QueueName }: { QueueName: string }) => ({ QueueUrl: QueueName }));
    sqs.on(ReceiveMessageCommand).resolves({});
    sqs
      .on(ReceiveMessageCommand, { QueueUrl: 'county-heads-not-signed' })
      .resolvesOnce({
        Messages: [
          { MessageId: 'a', ReceiptHandle: 'ra', Body: wrapped },
          { MessageId: 'b', ReceiptHandle: 'rb', Body: '{"unknown":true}' },
        ],
      })
      .resolves({});
    sqs
      .on(ReceiveMessageCommand, { QueueUrl: 'county-year-end-not-started' })
      .resolvesOnce({
        Messages: [
          {
            MessageId: 'c',
            ReceiptHandle: 'rc',
            Body: '{"cycle":null,"startedBy":"schedule"}',
            MessageAttributes: attributes({ TARGET_ARN: machine, ERROR_CODE: 'Throttled' }),
          },
        ],
      })
      .resolves({});
    lambda.on(InvokeCommand).resolves({});
    sfn.on(StartExecutionCommand).resolves({});
    const box = sqsLetters('county', {
      sqs: new SQSClient({}),
      lambda: new LambdaClient({}),
      sfn: new SFNClient({}),
    });
    const letters = await box.list();
    expect(letters.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    expect((await box.replay(letters)).map(({ id }) => id)).toEqual(['b']);
    expect(lambda.commandCalls(InvokeCommand).map(({ args: [call] }) => call.input.FunctionName)).toEqual([
      functionArn,
    ]);
    expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: machine,
      name: 'c',
      input: '{"cycle":null,"startedBy":"schedule"}',
    });
    expect(
      sqs.commandCalls(DeleteMessageCommand).map(({ args: [call] }) => call.input.ReceiptHandle),
    ).toEqual(expect.arrayContaining(['ra', 'rc']));
    expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(2);
  });

  test.each(installations)('every queue of the %s installation is read, and no other', (_, installation) => {
    const names = ofType(templatesOf(installation), 'AWS::SQS::Queue').map(
      ([, each]) => each.Properties['QueueName'],
    );
    expect(names.sort()).toEqual(deadLetterQueues.map((queue) => `${installation.name}-${queue}`).sort());
  });
});
