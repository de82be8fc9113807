import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import {
  isMachine,
  longestWaitSeconds,
  timeoutParameter,
  tokenPlaceholder,
  type Prepared,
  type TaskKind,
} from './definition.ts';
import { ExecutionFiles, type Answer, type Execution, type HistoryEvent } from './execution-files.ts';

export type StateMachineResource = Readonly<{ arn: string; name: string; definition: string }>;
/** The functions as tasks see them. */
export type Lambda = Readonly<{
  invoke: (functionArnOrName: string, payload: unknown) => Promise<unknown>;
  /** Told of a function that is likely to be called next, so that it is loaded by then; a name that nobody knows is left alone. */
  load: (functionArnOrName: string) => void;
}>;

/** AWS's limits, which the interpreter does not know. */
export type Limits = Readonly<{ payloadBytes: number; historyEvents: number }>;
export const awsLimits: Limits = { payloadBytes: 262_144, historyEvents: 25_000 };

/** An error of a task by the name that Retry and Catch go by. */
export class NamedError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A definition that has been checked, as the interpreter's own type. */
const forInterpreter = z.custom<StateMachineDefinition>(isMachine);
const json = z.json();
type Json = z.infer<typeof json>;

type Waiting = Readonly<{ execution: Execution; key: string; settle: (answer: Answer) => void }>;

type Ending = Readonly<{
  status: 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  output?: string;
  error?: string | null;
  cause?: string | null;
}>;

const parameters = z.object({
  FunctionName: z.string(),
  Payload: z.optional(z.json()),
  [timeoutParameter]: z.number(),
});
/** Tokens look like this; anything else is no token of ours. */
export const tokenShape = /^AQC[A-Za-z0-9_-]{64}$/;

/**
 * Runs executions with the interpreter and keeps them on disk. After a restart every unfinished one goes on at the top-level
 * state it was in, with that state's input; tasks are repeatable by design. An answer that was acknowledged is kept with the
 * state it was for and is given again instead of asking again.
 */
export class Engine {
  readonly #machines: ReadonlyMap<string, Prepared>;
  readonly #files: ExecutionFiles;
  readonly #lambda: Lambda;
  readonly #limits: Limits;
  readonly #waiting = new Map<string, Waiting>();
  readonly #running = new Map<string, () => void>();
  readonly #ending = new Set<string>();
  readonly executions = new Map<string, Execution>();
  #closed = false;

  constructor(machines: ReadonlyMap<string, Prepared>, dir: string, lambda: Lambda, limits: Limits) {
    this.#machines = machines;
    this.#files = new ExecutionFiles(dir);
    this.#lambda = lambda;
    this.#limits = limits;
    for (const each of this.#files.readAll()) this.executions.set(each.arn, each);
  }

  /** Goes on with what a stop or a kill cut off. */
  resume(): void {
    for (const each of this.executions.values()) {
      if (each.status === 'RUNNING') this.#run(each);
    }
  }

  /** Starts an execution once its record is safely on disk. */
  async start(of: Pick<Execution, 'arn' | 'name' | 'stateMachineArn' | 'input'>): Promise<Execution> {
    const execution: Execution = {
      ...of,
      startedAt: Date.now(),
      status: 'RUNNING',
      stoppedAt: null,
      output: null,
      error: null,
      cause: null,
      checkpoint: { state: null, input: of.input, answers: {} },
    };
    this.executions.set(execution.arn, execution);
    await this.#files.save(execution);
    this.#run(execution);
    return execution;
  }

  async stop(of: Execution, error: string | null, cause: string | null): Promise<void> {
    this.#running.get(of.arn)?.();
    await this.#end(of, { status: 'ABORTED', error, cause });
  }

  history(of: Execution): readonly HistoryEvent[] {
    return this.#files.history(of);
  }

  /**
   * Answers a waiting task; the answer is on disk before this returns.
   * @returns false when no task waits for this token: answered before, timed out, or its execution has ended
   */
  async answer(token: string, answer: Answer): Promise<boolean> {
    const waiting = this.#waiting.get(token);
    if (waiting === undefined) return false;
    this.#waiting.delete(token);
    waiting.execution.checkpoint.answers[waiting.key] = answer;
    await this.#files.save(waiting.execution);
    waiting.settle(answer);
    return true;
  }

  isWaiting(token: string): boolean {
    return this.#waiting.has(token);
  }

  /** Stops running anything; what is unfinished goes on at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const abort of this.#running.values()) abort();
    this.#running.clear();
    this.#waiting.clear();
    await this.#files.settled();
  }

  #run(execution: Execution): void {
    const prepared = this.#machines.get(execution.stateMachineArn);
    if (prepared === undefined) {
      void this.#end(execution, {
        status: 'FAILED',
        error: 'States.Runtime',
        cause: 'Its state machine is no longer in the template',
      });
      return;
    }
    const { state, input } = execution.checkpoint;
    const definition = { ...prepared.definition, ...(state === null ? {} : { StartAt: state }) };
    const machine = new StateMachine(forInterpreter.parse(definition), {
      validationOptions: { noValidate: true },
    });
    const handlers = Object.fromEntries(
      [...prepared.tasks].map(([name, kind]) => [
        name,
        (given: unknown) => this.#task(execution, name, kind, given),
      ]),
    );
    const run = machine.run(json.parse(JSON.parse(input)), {
      overrides: { taskResourceLocalHandlers: handlers },
      context: {
        Execution: { Id: execution.arn, Name: execution.name },
        Task: { Token: tokenPlaceholder },
      },
    });
    this.#running.set(execution.arn, run.abort);
    const followed = this.#follow(execution, prepared, run.eventLogs);
    // What happened is all written down before the end is.
    const end = async (how: Ending) => {
      await followed;
      await this.#end(execution, how);
    };
    run.result.then(
      (output) => end({ status: 'SUCCEEDED', output: JSON.stringify(output) }),
      (error: unknown) => end({ status: 'FAILED', ...failureOf(error) }),
    );
  }

  /** Keeps the history and the place where a restart goes on, and has loaded what is called next. */
  async #follow(
    execution: Execution,
    { tasks, calledNext }: Prepared,
    events: ReturnType<StateMachine['run']>['eventLogs'],
  ): Promise<void> {
    let count = this.#files.history(execution).length;
    for await (const event of events) {
      if (this.#closed || execution.status !== 'RUNNING') return;
      const { type, timestamp, ...details } = event;
      count += eventsOnAws(type, 'state' in event ? event.state.type : null);
      void this.#files.note(execution, { type, timestamp, details });
      const fault = this.#faultOf(event, count);
      if (fault !== null) {
        this.#running.get(execution.arn)?.();
        await this.#end(execution, {
          status: 'FAILED',
          error: fault,
          cause: `${type} went over a limit of Step Functions`,
        });
        return;
      }
      if (
        event.type === 'StateEntered' &&
        event.index === undefined &&
        event.state.name !== execution.checkpoint.state
      ) {
        execution.checkpoint = {
          state: event.state.name,
          input: JSON.stringify(event.state.input),
          answers: {},
        };
        void this.#files.save(execution);
        // Who is waited for may answer in a month, when the function would long have been put away again.
        if (tasks.get(event.state.name) === 'wait') continue;
        for (const next of calledNext.get(event.state.name) ?? []) this.#lambda.load(next);
      }
    }
  }

  #faultOf(event: Readonly<{ type: string }>, count: number): string | null {
    if (count > this.#limits.historyEvents) return 'States.Runtime';
    const tooLong = 'state' in event && bytes(event.state) > this.#limits.payloadBytes * 2;
    return tooLong ? 'States.DataLimitExceeded' : null;
  }

  async #task(execution: Execution, name: string, kind: TaskKind, given: unknown): Promise<Json> {
    const { FunctionName, Payload = {}, [timeoutParameter]: seconds } = parameters.parse(given);
    const asked = JSON.stringify(Payload);
    if (Buffer.byteLength(asked) > this.#limits.payloadBytes) {
      throw new NamedError(
        'States.DataLimitExceeded',
        `The input of ${name} is larger than ${this.#limits.payloadBytes} bytes`,
      );
    }
    const output =
      kind === 'invoke'
        ? await within(
            seconds,
            this.#lambda.invoke(FunctionName, Payload).then((answer) => ({
              Payload: answer ?? null,
              StatusCode: 200,
              ExecutedVersion: '$LATEST',
            })),
          )
        : await this.#askAndWait(execution, `${name} ${asked}`, FunctionName, asked, seconds);
    if (bytes(output) > this.#limits.payloadBytes) {
      throw new NamedError(
        'States.DataLimitExceeded',
        `The output of ${name} is larger than ${this.#limits.payloadBytes} bytes`,
      );
    }
    return json.parse(JSON.parse(JSON.stringify(output)));
  }

  async #askAndWait(
    execution: Execution,
    key: string,
    functionName: string,
    asked: string,
    seconds: number,
  ): Promise<unknown> {
    const known = execution.checkpoint.answers[key];
    if (known !== undefined) return outcomeOf(known);
    const token = `AQC${randomBytes(48).toString('base64url')}`;
    const answered = new Promise<Answer>((settle) =>
      this.#waiting.set(token, { execution, key, settle }),
    ).then(outcomeOf);
    // Looked at further down; until then a failing answer is nobody's unhandled error.
    answered.catch(() => undefined);
    try {
      // What the function itself returns is thrown away: only the token's answer counts, and it may come before that.
      const invoked = this.#lambda
        .invoke(functionName, JSON.parse(asked.replaceAll(tokenPlaceholder, token)))
        .then(() => answered);
      return await within(seconds, Promise.race([invoked, answered]));
    } finally {
      this.#waiting.delete(token);
    }
  }

  /** The end is seen by others once it, and all that happened before it, is on disk. */
  async #end(execution: Execution, how: Ending): Promise<void> {
    if (this.#closed || execution.status !== 'RUNNING' || this.#ending.has(execution.arn)) return;
    this.#ending.add(execution.arn);
    this.#running.delete(execution.arn);
    const ended = {
      status: how.status,
      stoppedAt: Date.now(),
      output: how.output ?? null,
      error: how.error ?? null,
      cause: how.cause ?? null,
    };
    await this.#files.save({ ...execution, ...ended });
    Object.assign(execution, ended);
  }
}

/** What an answer to a token comes to. */
function outcomeOf(answer: Answer): unknown {
  if ('error' in answer) throw new NamedError(answer.error, answer.cause);
  const output: unknown = JSON.parse(answer.output);
  return output;
}

/** An answer in time, or `States.Timeout`. A timer of Node holds 24 days at most; longer waits end then. */
async function within<Answered>(seconds: number, answer: Promise<Answered>): Promise<Answered> {
  const stop = new AbortController();
  const ms = Math.min(seconds, longestWaitSeconds) * 1000;
  const tooLate = wait(ms, undefined, { signal: stop.signal }).then(() => {
    throw new NamedError('States.Timeout', `No answer within ${seconds} s`);
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    stop.abort();
  }
}

/** How many events AWS writes for one of the interpreter's: a task is also scheduled, started and ended. */
function eventsOnAws(type: string, stateType: string | null): number {
  if (type === 'StateEntered' && stateType === 'Task') return 4;
  if (type === 'StateEntered' && stateType === 'Map') return 2;
  return 1;
}

function failureOf(error: unknown): { error: string; cause: string } {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return { error: 'States.Runtime', cause: String(inner) };
  return { error: inner.name, cause: typeof inner.cause === 'string' ? inner.cause : inner.message };
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
