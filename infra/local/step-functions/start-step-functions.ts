import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { explainSystemError } from '../local-runtime-error.ts';
import { prepareDefinition } from './definition.ts';
import {
  awsLimits,
  Engine,
  tokenShape,
  type Lambda,
  type Limits,
  type StateMachineResource,
} from './engine.ts';
import type { Execution } from './execution-files.ts';

export type StepFunctionsOptions = Readonly<{
  dir: string;
  host?: string;
  /** 0 takes a free one. */
  port: number;
  stateMachines: readonly StateMachineResource[];
  lambda: Lambda;
  /** Lower than AWS's only in tests of the limits. */
  limits?: Limits;
}>;

export type StepFunctions = Readonly<{
  endpoint: string;
  startExecution: (
    stateMachineArn: string,
    name: string | undefined,
    input: string,
  ) => Promise<{ executionArn: string }>;
  /** Goes on with executions that a stop or a kill cut off; called when the functions can be reached again. */
  resume: () => void;
  close: () => Promise<void>;
}>;

/** An error as the service names it. */
class ServiceError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const largestBody = 2_000_000;

/**
 * Step Functions on loopback: the calls that the product and its tests make, over the service's own protocol, so that the SDK
 * in the bundles runs unchanged.
 * @throws LocalRuntimeError `template-unsupported` for a definition that would run otherwise than on AWS; `port-busy`
 */
export async function startStepFunctions(options: StepFunctionsOptions): Promise<StepFunctions> {
  const machines = new Map(
    options.stateMachines.map(({ arn, name, definition }) => [arn, prepareDefinition(name, definition)]),
  );
  const engine = new Engine(machines, options.dir, options.lambda, options.limits ?? awsLimits);
  const service = new Service(engine, options.stateMachines);
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => void answer(service, request, response));
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => reject(explainSystemError(error, `${host}:${options.port}`)));
    server.listen(options.port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
  return {
    endpoint: `http://${host}:${port}`,
    startExecution: async (stateMachineArn, name, input) => {
      const { executionArn } = await service.startExecution({ stateMachineArn, name, input });
      return { executionArn };
    },
    resume: () => engine.resume(),
    close: async () => {
      await engine.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const startInput = z.object({
  stateMachineArn: z.string(),
  name: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,80}$/))),
  input: z._default(z.string(), '{}'),
});
const executionInput = z.object({ executionArn: z.string() });
const stopInput = z.extend(executionInput, { error: z.optional(z.string()), cause: z.optional(z.string()) });
const historyInput = z.extend(executionInput, {
  maxResults: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 1000),
  nextToken: z.optional(z.string()),
  reverseOrder: z._default(z.boolean(), false),
});
const listInput = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.optional(z.string()),
  maxResults: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 1000),
  nextToken: z.optional(z.string()),
});
const successInput = z.object({ taskToken: z.string(), output: z.string() });
const failureInput = z.object({
  taskToken: z.string(),
  error: z._default(z.string(), 'States.TaskFailed'),
  cause: z._default(z.string(), ''),
});
const heartbeatInput = z.object({ taskToken: z.string() });

class Service {
  readonly #engine: Engine;
  readonly #machines: readonly StateMachineResource[];
  #unnamed = 0;

  constructor(engine: Engine, machines: readonly StateMachineResource[]) {
    this.#engine = engine;
    this.#machines = machines;
  }

  /** The calls that are answered; any other is refused by its name. */
  readonly operations: Readonly<Record<string, (input: unknown) => unknown>> = {
    StartExecution: (input) => this.startExecution(startInput.parse(input)),
    DescribeExecution: (input) => described(this.#execution(input)),
    GetExecutionHistory: (input) => this.#history(historyInput.parse(input)),
    ListExecutions: (input) => this.#list(listInput.parse(input)),
    StopExecution: (input) => this.#stop(stopInput.parse(input)),
    SendTaskSuccess: (input) => this.#succeed(successInput.parse(input)),
    SendTaskFailure: (input) => this.#fail(failureInput.parse(input)),
    SendTaskHeartbeat: (input) => this.#heartbeat(heartbeatInput.parse(input)),
    ListStateMachines: () => ({
      stateMachines: this.#machines.map(({ arn, name }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: 0,
      })),
    }),
  };

  async startExecution(
    of:
      | z.output<typeof startInput>
      | Readonly<{ stateMachineArn: string; name: string | undefined; input: string }>,
  ) {
    const { stateMachineArn, input } = of;
    if (!this.#machines.some((each) => each.arn === stateMachineArn)) {
      throw new ServiceError(
        'StateMachineDoesNotExist',
        `State Machine Does Not Exist: '${stateMachineArn}'`,
      );
    }
    requireJson(input, 'InvalidExecutionInput');
    this.#unnamed += 1;
    const name = of.name ?? `${Date.now().toString(36)}-${this.#unnamed}`;
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const there = this.#engine.executions.get(arn);
    if (there !== undefined) {
      // Standard machines: the same name with the same input is the same execution while it runs.
      if (there.status === 'RUNNING' && there.input === input) return started(there);
      throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    return started(await this.#engine.start({ arn, name, stateMachineArn, input }));
  }

  #execution(input: unknown): Execution {
    const { executionArn } = executionInput.parse(input);
    const found = this.#engine.executions.get(executionArn);
    if (found === undefined)
      throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return found;
  }

  #history({ executionArn, maxResults, nextToken, reverseOrder }: z.output<typeof historyInput>) {
    const events = this.#engine
      .history(this.#execution({ executionArn }))
      .map(({ type, timestamp, details }, index) => ({
        id: index + 1,
        previousEventId: index,
        timestamp: timestamp / 1000,
        type: awsType(type, details),
        ...eventDetails(type, details),
      }));
    if (reverseOrder) events.reverse();
    return paged('events', events, maxResults, nextToken);
  }

  #list({ stateMachineArn, statusFilter, maxResults, nextToken }: z.output<typeof listInput>) {
    const found = [...this.#engine.executions.values()]
      .filter(
        (each) =>
          each.stateMachineArn === stateMachineArn &&
          (statusFilter === undefined || each.status === statusFilter),
      )
      .sort((left, right) => right.startedAt - left.startedAt)
      .map(({ arn, name, status, startedAt, stoppedAt }) => ({
        executionArn: arn,
        stateMachineArn,
        name,
        status,
        startDate: startedAt / 1000,
        ...(stoppedAt === null ? {} : { stopDate: stoppedAt / 1000 }),
      }));
    return paged('executions', found, maxResults, nextToken);
  }

  async #stop({ executionArn, error, cause }: z.output<typeof stopInput>) {
    const execution = this.#execution({ executionArn });
    if (execution.status === 'RUNNING') await this.#engine.stop(execution, error ?? null, cause ?? null);
    return { stopDate: (execution.stoppedAt ?? 0) / 1000 };
  }

  async #succeed({ taskToken, output }: z.output<typeof successInput>) {
    requireJson(output, 'InvalidOutput');
    return this.#answer(taskToken, { output });
  }

  #fail({ taskToken, error, cause }: z.output<typeof failureInput>) {
    return this.#answer(taskToken, { error, cause });
  }

  async #answer(token: string, answer: Parameters<Engine['answer']>[1]) {
    requireToken(token);
    if (!(await this.#engine.answer(token, answer))) throw taskIsOver();
    return {};
  }

  #heartbeat({ taskToken }: z.output<typeof heartbeatInput>) {
    requireToken(taskToken);
    if (!this.#engine.isWaiting(taskToken)) throw taskIsOver();
    return {};
  }
}

function requireToken(token: string): void {
  if (!tokenShape.test(token)) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
}

/** What AWS says of a task that was answered before, timed out, or whose execution has ended. */
function taskIsOver(): ServiceError {
  return new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}

function requireJson(text: string, code: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new ServiceError(code, 'It is not JSON');
  }
}

function started({ arn, startedAt }: Execution) {
  return { executionArn: arn, startDate: startedAt / 1000 };
}

function described(of: Execution) {
  const optional = {
    output: of.output,
    error: of.error,
    cause: of.cause,
    stopDate: of.stoppedAt === null ? null : of.stoppedAt / 1000,
  };
  return {
    executionArn: of.arn,
    stateMachineArn: of.stateMachineArn,
    name: of.name,
    status: of.status,
    startDate: of.startedAt / 1000,
    input: of.input,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}

function paged<Item>(
  member: string,
  items: readonly Item[],
  maxResults: number,
  nextToken: string | undefined,
) {
  const start = nextToken === undefined ? 0 : Number(nextToken);
  const size = maxResults === 0 ? 1000 : maxResults;
  const end = start + size;
  return { [member]: items.slice(start, end), ...(end < items.length ? { nextToken: String(end) } : {}) };
}

const stateDetails = z.object({
  state: z.object({
    name: z.string(),
    type: z.string(),
    input: z.unknown(),
    output: z.optional(z.unknown()),
  }),
});

function awsType(type: string, details: Readonly<Record<string, unknown>>): string {
  const state = stateDetails.safeParse(details);
  if (!state.success || (type !== 'StateEntered' && type !== 'StateExited')) return type;
  return `${state.data.state.type}${type}`;
}

function eventDetails(type: string, details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const state = stateDetails.safeParse(details);
  if (type === 'StateEntered' && state.success) {
    return {
      stateEnteredEventDetails: {
        name: state.data.state.name,
        input: JSON.stringify(state.data.state.input),
      },
    };
  }
  if (type === 'StateExited' && state.success) {
    return {
      stateExitedEventDetails: {
        name: state.data.state.name,
        output: JSON.stringify(state.data.state.output),
      },
    };
  }
  if (type === 'ExecutionFailed')
    return { executionFailedEventDetails: { error: details['Error'], cause: String(details['Cause']) } };
  return {};
}

async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const target = request.headers['x-amz-target'];
    const name = typeof target === 'string' ? (target.split('.')[1] ?? '') : '';
    const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (operation === undefined) {
      throw new ServiceError(
        'UnknownOperationException',
        `The embedded Step Functions does not answer ${name}`,
      );
    }
    const body = await operation(JSON.parse((await bodyOf(request)) || '{}'));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  } catch (error) {
    const [code, message] =
      error instanceof ServiceError
        ? [error.code, error.message]
        : error instanceof z.core.$ZodError
          ? ['ValidationException', error.message]
          : ['InternalFailure', error instanceof Error ? error.message : String(error)];
    const status = code === 'InternalFailure' ? 500 : 400;
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ __type: code, message }));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > largestBody) throw new ServiceError('ValidationException', 'The request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
