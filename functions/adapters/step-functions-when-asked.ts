import type { Log } from '../../shared/ports/log.ts';
import type { Executions, TaskCallbacks } from '../../shared/ports/services.ts';
import { clientSettings } from './client-settings.ts';
import { executionId } from './execution-id.ts';
import { once } from './once.ts';

/** Step Functions, whose client's library the first call loads that asks it (s3-when-asked.ts says why). */
const stepFunctions = once(async () => {
  const { SFNClient, ...services } = await import('./step-functions.ts');
  return { ...services, client: new SFNClient(clientSettings) };
});

export function callbacksOf(log: Log): TaskCallbacks {
  const callbacks = once(async () => {
    const { client, taskCallbacks } = await stepFunctions();
    return taskCallbacks(client, log);
  });
  return {
    handedIn: async (token, output) => (await callbacks()).handedIn(token, output),
    signedOff: async (token, output) => (await callbacks()).signedOff(token, output),
    repaired: async (token, output) => (await callbacks()).repaired(token, output),
  };
}

export function executionsOf(stateMachineArn: string, log: Log): Executions {
  const made = once(async () => {
    const { client, executions } = await stepFunctions();
    return executions(client, stateMachineArn, log);
  });
  return {
    idFor: (name) => executionId(stateMachineArn, name),
    start: async (name, input) => (await made()).start(name, input),
  };
}
