import middy from '@middy/core';
import * as z from 'zod/mini';
import { taskErrors } from '../../shared/contracts/tasks.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import { cycleId, runId } from '../../shared/domain/values.ts';
import type { Log, LogFacts } from '../../shared/ports/log.ts';

/** An error whose name the state machine's retry and catch rules go by. */
class TaskError extends Error {
  constructor(name: string, message: string, cause: unknown) {
    super(message, { cause });
    this.name = name;
  }
}

type TaskShape = Readonly<{ input: z.ZodMiniType; output: z.ZodMiniType }>;

/** The function of one task of the year-end machine: parses its payload, does its work, names its errors. */
export function taskFunction<Task extends TaskShape>(
  deps: Readonly<{ log: Log }>,
  task: Task,
  work: (input: z.output<Task['input']>) => Promise<z.input<Task['output']>>,
) {
  const outcome: middy.MiddlewareObj<unknown, unknown> = {
    after: ({ context, event, response }) =>
      deps.log.info('task-done', { task: context.functionName, ...placeOf(response), ...placeOf(event) }),
    onError: ({ error, context, event }) => {
      const facts = { task: context.functionName, ...placeOf(event) };
      if (error instanceof Refusal) deps.log.warn('task-refused', { ...facts, problem: error.code });
      else deps.log.error('task-failed', facts, error);
      throw nameFor(error);
    },
  };
  return middy<unknown, unknown>()
    .use(outcome)
    .handler((payload) => work(parseInput<Task['input']>(task.input, payload)));
}

/**
 * What a payload says of where in which run a task stands; all else of it, such as its token, stays out of the log. Each by itself: one
 * that is not right must not hide the others. (`z.catch` would say so too, and bring all of zod's own tools into every task.)
 */
const places = [
  ['cycle', cycleId],
  ['run', runId],
  ['execution', z.string().check(z.maxLength(1000))],
  ['batch', z.int()],
] as const;

function placeOf(payload: unknown): LogFacts {
  if (typeof payload !== 'object' || payload === null) return {};
  const said = new Map<string, unknown>(Object.entries(payload));
  return Object.fromEntries(
    places.flatMap(([name, schema]) => {
      const { data } = schema.safeParse(said.get(name));
      return data === undefined ? [] : [[name, data]];
    }),
  );
}

function parseInput<Schema extends z.ZodMiniType>(schema: Schema, payload: unknown): z.output<Schema> {
  return schema.parse(payload);
}

/** Busy and lost races are worth repeating; a refusal is not; any other error keeps its name and is not retried blindly. */
function nameFor(error: unknown): Error {
  if (!(error instanceof Refusal)) return error instanceof Error ? error : new Error(String(error));
  const again = error.code === 'busy-try-again' || error.code === 'changed-meanwhile';
  return new TaskError(again ? taskErrors.busy : taskErrors.refused, error.message, error);
}
