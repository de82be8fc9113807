import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LocalRuntimeError } from '../local-runtime-error.ts';
import type { FunctionResource } from '../template/deployment.ts';
import { defineFunction, type FunctionDefinition } from './function-definition.ts';
import { FunctionError } from './function-error.ts';
import { fromHost, type ToHost } from './function-messages.ts';

export type Functions = Readonly<{
  /**
   * Begins to run functions.
   * @param environment variables that every function gets besides its own: region, credentials, endpoints
   */
  start: (environment: Readonly<Record<string, string>>) => void;
  /**
   * Invokes a function and waits for its result.
   * @param named its ARN, name or logical id
   * @param payload anything JSON can hold; at most 6 MB, as its result
   * @throws FunctionError what the function threw, or that it timed out or crashed
   * @throws LocalRuntimeError `function-unknown`
   */
  invoke: (named: string, payload: unknown) => Promise<unknown>;
  /** Loads a function that is likely to be called soon, where there is room; one that is there already, or that nobody knows, is left alone. */
  load: (named: string) => void;
  close: () => Promise<void>;
}>;

type Options = Readonly<{
  functions: readonly FunctionResource[];
  /** One log file for each function. */
  logDir: string;
  compileCacheDir: string;
  log: (line: string) => void;
}>;

/** Lambda's limit on a synchronous invocation's payload and result. */
const longestPayload = 6 * 1024 * 1024;

type Waiting = Readonly<{ resolve: (result: string) => void; reject: (error: FunctionError) => void }>;

/**
 * The template's functions, in a process of their own. Made before the services that call them and started after those,
 * since functions are told where the services are. A host process that ends is started again at the next call.
 */
export function createFunctions(options: Options): Functions {
  mkdirSync(options.logDir, { recursive: true });
  // What was compiled of bundles that have been built anew since is of no use and would pile up.
  rmSync(options.compileCacheDir, { recursive: true, force: true });
  mkdirSync(options.compileCacheDir, { recursive: true });
  let definitions: FunctionDefinition[] | undefined;
  const arns = new Map<string, string>();
  options.functions.forEach(({ logicalId, id }) => {
    for (const key of [logicalId, id.name, id.arn, `${id.arn}:$LATEST`]) arns.set(key, id.arn);
  });

  const waiting = new Map<string, Waiting>();
  let host: ChildProcess | undefined;
  let closed = false;

  const tell = (to: ChildProcess, message: ToHost): void => {
    // A host that died before it read the message answers nothing; its `exit` below fails whoever waits.
    to.send(message, () => undefined);
  };
  const startHost = (): ChildProcess => {
    if (definitions === undefined) throw new Error('a function was called before the functions were started');
    const started = forkHost(path.join(options.logDir, 'function-host.log'));
    started.on('message', (raw) => {
      const told = fromHost.parse(raw);
      const asked = waiting.get(told.id);
      waiting.delete(told.id);
      if (told.kind === 'returned') asked?.resolve(told.result);
      else asked?.reject(new FunctionError(told.failure));
    });
    started.once('exit', (code, signal) => {
      if (host === started) host = undefined;
      const reason = signal ?? `code ${code ?? '?'}`;
      if (!closed) options.log(`The function host ended (${reason}) and is started again`);
      for (const { reject } of waiting.values()) reject(hostEnded(reason));
      waiting.clear();
    });
    tell(started, {
      kind: 'define',
      functions: definitions,
      logDir: options.logDir,
      compileCacheDir: options.compileCacheDir,
    });
    return started;
  };

  return {
    start: (environment) => {
      definitions = options.functions.map((resource) => defineFunction(resource, environment));
      host = startHost();
    },
    invoke: async (named, payload) => {
      const arn = arns.get(named);
      if (arn === undefined) throw unknownFunction(named);
      if (closed) throw hostEnded('shutting down');
      const event = JSON.stringify(payload ?? null);
      refuseTooLong(event, 'RequestEntityTooLargeException', 'Request');
      const id = randomUUID();
      const result = await new Promise<string>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        host ??= startHost();
        tell(host, { kind: 'invoke', id, arn, event });
      });
      refuseTooLong(result, 'Function.ResponseSizeTooLarge', 'Response');
      const answer: unknown = JSON.parse(result);
      return answer;
    },
    load: (named) => {
      const arn = arns.get(named);
      if (arn !== undefined && host !== undefined && !closed) tell(host, { kind: 'load', arn });
    },
    close: async () => {
      closed = true;
      const ending = host;
      if (ending === undefined) return;
      await new Promise((resolve) => {
        ending.once('exit', resolve);
        ending.kill('SIGKILL');
      });
    },
  };
}

function forkHost(logFile: string): ChildProcess {
  const log = openSync(logFile, 'w');
  const host = fork(path.join(import.meta.dirname, 'function-host.ts'), [], {
    // Nothing of this process's own switches (a test runner's, a debugger's) belongs into functions.
    execArgv: [],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
    serialization: 'advanced',
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return host;
}

function refuseTooLong(json: string, errorType: string, what: string): void {
  const length = Buffer.byteLength(json);
  if (length <= longestPayload) return;
  throw new FunctionError({
    errorType,
    errorMessage: `${what} payload size (${length} bytes) exceeded maximum allowed payload size (${longestPayload} bytes).`,
    trace: [],
  });
}

/** A name that every Lambda task's retry policy lists, since it says nothing about the function. */
function hostEnded(reason: string): FunctionError {
  return new FunctionError({
    errorType: 'Lambda.ServiceException',
    errorMessage: `The function host ended: ${reason}.`,
    trace: [],
  });
}

function unknownFunction(named: string): LocalRuntimeError {
  return new LocalRuntimeError('function-unknown', {
    zh: `模板中没有名为 ${named} 的函数：请核对名称。`,
    en: `The template has no function ${named}: check the name.`,
  });
}
