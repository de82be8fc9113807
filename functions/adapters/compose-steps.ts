import type { Log } from '../../shared/ports/log.ts';
import type { Executions, TaskCallbacks } from '../../shared/ports/services.ts';
import { callbacksOf, executionsOf } from './step-functions-when-asked.ts';

export function withCallbacks(log: Log): Readonly<{ callbacks: TaskCallbacks }> {
  return { callbacks: callbacksOf(log) };
}

export function withExecutions(
  settings: Readonly<{ STATE_MACHINE_ARN: string }>,
  log: Log,
): Readonly<{ executions: Executions }> {
  return { executions: executionsOf(settings.STATE_MACHINE_ARN, log) };
}
