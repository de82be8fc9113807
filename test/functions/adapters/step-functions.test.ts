import {
  ExecutionAlreadyExists,
  InvalidToken,
  SFNClient,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { executions, taskCallbacks } from '../../../functions/adapters/step-functions.ts';
import { recordedLog } from '../http-call.ts';

const sfn = mockClient(SFNClient);
beforeEach(() => {
  sfn.reset();
});
const client = new SFNClient({ region: 'cn-test-1' });
const facts = { message: 'no', $metadata: {} };

describe('answering a waiting task', () => {
  test('sends the token and the output as JSON', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    const { log, lines } = recordedLog();
    const output = { body: 'civil-affairs', outcome: 'handed-in' } as const;
    expect(await taskCallbacks(client, log).handedIn('token-1', output)).toBe('answered');
    expect(sfn.commandCalls(SendTaskSuccessCommand).map((call) => call.args[0].input)).toEqual([
      { taskToken: 'token-1', output: JSON.stringify(output) },
    ]);
    expect(lines).toEqual([]);
  });

  test.each([new TaskTimedOut(facts), new TaskDoesNotExist(facts), new InvalidToken(facts)])(
    '$name means that the wait is over: too late, which is told and is no fault',
    async (error) => {
      sfn.on(SendTaskSuccessCommand).rejects(error);
      const { log, lines } = recordedLog();
      const said = { decision: 'approve', comment: null } as const;
      expect(await taskCallbacks(client, log).signedOff('token-1', said)).toBe('too-late');
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'callback-too-late', error: error.name });
      expect(lines.join()).not.toContain('token-1');
    },
  );

  test('any other error is thrown: the answer has not been given and must be tried again', async () => {
    const fault = new Error('network');
    sfn.on(SendTaskSuccessCommand).rejects(fault);
    const callbacks = taskCallbacks(client, recordedLog().log);
    await expect(callbacks.signedOff('token-1', { decision: 'approve', comment: null })).rejects.toBe(fault);
  });
});

describe('starting the machine', () => {
  const machine = 'arn:aws-cn:states:cn-north-1:000000000000:stateMachine:year-end';
  const recorded = recordedLog();
  const start = () =>
    executions(client, machine, recorded.log).start('2018-x', { cycle: '2018', startedBy: 'admin-1' });

  test('an execution’s id is known before it is started, in any partition', () => {
    expect(executions(client, machine, recorded.log).idFor('2018-x')).toBe(
      'arn:aws-cn:states:cn-north-1:000000000000:execution:year-end:2018-x',
    );
  });

  test('names the machine, the execution and its input', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    await start();
    expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: machine,
      name: '2018-x',
      input: '{"cycle":"2018","startedBy":"admin-1"}',
    });
  });

  test('the same name again is the same execution, also when it has ended, as the port promises', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(facts));
    await expect(start()).resolves.toBeUndefined();
  });

  test('any other error is thrown', async () => {
    sfn.on(StartExecutionCommand).rejects(new StateMachineDoesNotExist(facts));
    await expect(start()).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});
