import middy from '@middy/core';
import type * as z from 'zod';
import { taskErrors } from '../../shared/contracts/tasks.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import type { Log } from '../../shared/ports/log.ts';

/** An error whose name the state machine's retry and catch rules go by. */
class TaskError extends Error {
  constructor(name: string, message: string, cause: unknown) {
    super(message, { cause });
    this.name = name;
  }
}

type TaskShape = Readonly<{ input: z.ZodType; output: z.ZodType }>;

/** The function of one task of the year-end machine: parses its payload, does its work, names its errors. */
export function taskFunction<Task extends TaskShape>(
  deps: Readonly<{ log: Log }>,
  task: Task,
  work: (input: z.output<Task['input']>) => Promise<z.input<Task['output']>>,
) {
  const outcome: middy.MiddlewareObj<unknown, unknown> = {
    after: ({ context }) => deps.log.info('task-done', { task: context.functionName }),
    onError: ({ error, context }) => {
      const facts = { task: context.functionName };
      if (error instanceof Refusal) deps.log.warn('task-refused', { ...facts, problem: error.code });
      else deps.log.error('task-failed', facts, error);
      throw nameFor(error);
    },
  };
  return middy<unknown, unknown>()
    .use(outcome)
    .handler((payload) => work(parseInput<Task['input']>(task.input, payload)));
}

function parseInput<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.output<Schema> {
  return schema.parse(payload);
}

/** Busy and lost races are worth repeating; a refusal is not; any other error keeps its name and is not retried blindly. */
function nameFor(error: unknown): Error {
  if (!(error instanceof Refusal)) return error instanceof Error ? error : new Error(String(error));
  const again = error.code === 'busy-try-again' || error.code === 'changed-meanwhile';
  return new TaskError(again ? taskErrors.busy : taskErrors.refused, error.message, error);
}
