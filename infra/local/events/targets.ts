import { systemCode } from '../local-runtime-error.ts';
import type { Functions } from '../lambda/create-functions.ts';
import type { Deployment } from '../template/deployment.ts';
import { unsupported } from '../template/unsupported.ts';

/** Starts an execution of a state machine; two starts of one name are one execution. */
export type StartExecution = (arn: string, name: string | undefined, input: unknown) => Promise<unknown>;

export type Targets = Readonly<{
  /** @throws LocalRuntimeError `template-unsupported` when a rule or schedule points at something that cannot be started here */
  check: (arn: string, owner: string) => void;
  /**
   * Hands a payload to a target. Safe to repeat with the same delivery id: an execution is named after it.
   * @throws what the function threw, or why the execution could not be started
   */
  send: (arn: string, deliveryId: string, payload: unknown) => Promise<void>;
  /** How often a failed delivery is repeated. */
  retryAttemptsOf: (arn: string) => number;
}>;

/** EventBridge Scheduler and EventBridge repeat a failed start up to 185 times; a start fails here only with the machine. */
const executionRetries = 10;

/** What rules and schedules may point at: the template's functions and state machines. */
export function createTargets(
  deployment: Pick<Deployment, 'functions' | 'stateMachines'>,
  invoke: Functions['invoke'],
  startExecution: StartExecution,
): Targets {
  const functions = new Map(deployment.functions.map((resource) => [resource.id.arn, resource]));
  const machines = new Set(deployment.stateMachines.map(({ id }) => id.arn));
  return {
    check: (arn, owner) => {
      if (!functions.has(arn) && !machines.has(arn)) throw unsupported(`${owner} with the target ${arn}`);
    },
    send: async (arn, deliveryId, payload) => {
      if (machines.has(arn)) await startOnce(startExecution, arn, deliveryId, payload);
      else await invoke(arn, payload);
    },
    retryAttemptsOf: (arn) => functions.get(arn)?.retryAttempts ?? executionRetries,
  };
}

async function startOnce(start: StartExecution, arn: string, name: string, input: unknown): Promise<void> {
  try {
    await start(arn, name, input);
  } catch (error) {
    // An earlier attempt, cut off before it was noted, did start it.
    if (systemCode(error) !== 'ExecutionAlreadyExists') throw error;
  }
}
