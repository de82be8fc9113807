import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { Log } from '../../shared/ports/log.ts';
import type { Executions, TaskCallbacks } from '../../shared/ports/services.ts';
import { executionId } from './execution-id.ts';

export { SFNClient } from '@aws-sdk/client-sfn';

/**
 * Answers waiting tasks. Step Functions says `TaskTimedOut` for a task that is over, by answer or by deadline, and
 * `TaskDoesNotExist` for one it no longer knows: for the caller both are "too late".
 */
export function taskCallbacks(client: SFNClient, log: Log): TaskCallbacks {
  async function answer(token: string, output: unknown): Promise<'answered' | 'too-late'> {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));
      return 'answered';
    } catch (error) {
      if (
        error instanceof TaskTimedOut ||
        error instanceof TaskDoesNotExist ||
        error instanceof InvalidToken
      ) {
        log.info('callback-too-late', { error: error.name });
        return 'too-late';
      }
      throw error;
    }
  }
  return { handedIn: answer, signedOff: answer, repaired: answer };
}

/** Starts the year-end machine. The log is told the execution, whose tasks name it or the run that it opens. */
export function executions(client: SFNClient, stateMachineArn: string, log: Log): Executions {
  const idFor = (name: string) => executionId(stateMachineArn, name);
  return {
    idFor,
    start: async (name, input) => {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
        log.info('execution-started', { execution: idFor(name) });
      } catch (error) {
        // Step Functions answers a repeated start itself while the execution runs, and with this once it has ended.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
  };
}
