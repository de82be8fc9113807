import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionError, functionFailure } from './function-error.ts';

/** A worker thread with a loaded bundle; it carries out one invocation at a time. */
export type FunctionWorker = Readonly<{
  /**
   * @param event the payload as JSON
   * @returns the result as JSON
   * @throws FunctionError; after a timeout or a crash the worker is gone
   */
  invoke: (requestId: string, event: string) => Promise<string>;
  isGone: () => boolean;
  stop: () => Promise<void>;
}>;

const message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('load-failed'), error: functionFailure }),
  z.strictObject({ kind: z.literal('returned'), id: z.string(), result: z.string() }),
  z.strictObject({ kind: z.literal('threw'), id: z.string(), error: functionFailure }),
]);

/** Far above Lambda's 10 s: a busy laptop is no reason to fail a function that has not begun. */
const loadLimitMs = 60_000;

/** A worker with less than this cannot hold the SDK; it is also the least that Lambda offers. */
const leastMemoryMb = 128;

type Waiting = Readonly<{ resolve: (result: string) => void; reject: (error: FunctionError) => void }>;

/**
 * Starts a worker thread for a function.
 * @param compileCache folder for compiled code, shared by all workers
 * @param write takes the function's stdout and stderr
 */
export function startFunctionWorker(
  definition: FunctionDefinition,
  compileCache: string,
  write: (chunk: Buffer) => void,
): FunctionWorker {
  const { name, file, exportName } = definition;
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    name,
    workerData: { file, exportName, compileCache },
    env: { ...definition.environment },
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.max(leastMemoryMb, definition.memoryMb) },
  });
  worker.stdout.on('data', write);
  worker.stderr.on('data', write);

  let waiting: Waiting | undefined;
  let gone = false;
  const loaded = Promise.withResolvers<undefined>();
  // Whoever invokes is told; a worker that dies before anyone did is no unhandled rejection.
  loaded.promise.catch(() => undefined);

  const fail = (error: FunctionError): void => {
    gone = true;
    loaded.reject(error);
    waiting?.reject(error);
    waiting = undefined;
  };
  worker.on('message', (raw: unknown) => {
    const told = message.parse(raw);
    switch (told.kind) {
      case 'ready':
        return loaded.resolve(undefined);
      case 'load-failed':
        fail(new FunctionError(told.error));
        return void worker.terminate();
      case 'returned':
        return waiting?.resolve(told.result);
      case 'threw':
        return waiting?.reject(new FunctionError(told.error));
    }
  });
  worker.on('error', (error) => fail(crash(error)));
  worker.on('exit', (code) => fail(exited(code)));

  const withLimit = async <T>(promise: Promise<T>, limitMs: number, requestId: string): Promise<T> => {
    const timer = setTimeout(() => {
      fail(timedOut(requestId, limitMs));
      void worker.terminate();
    }, limitMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    invoke: async (requestId, event) => {
      await withLimit(loaded.promise, loadLimitMs, requestId);
      const answer = Promise.withResolvers<string>();
      waiting = answer;
      worker.postMessage({
        id: requestId,
        event,
        deadline: Date.now() + definition.timeoutMs,
        context: {
          awsRequestId: requestId,
          functionName: name,
          functionVersion: '$LATEST',
          invokedFunctionArn: definition.arn,
          memoryLimitInMB: String(definition.memoryMb),
          logGroupName: `/aws/lambda/${name}`,
          logStreamName: 'local',
        },
      });
      return withLimit(answer.promise, definition.timeoutMs, requestId);
    },
    isGone: () => gone,
    stop: async () => {
      await worker.terminate();
    },
  };
}

function timedOut(requestId: string, limitMs: number): FunctionError {
  const seconds = (limitMs / 1000).toFixed(2);
  return new FunctionError({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
    trace: [],
  });
}

function crash(error: unknown): FunctionError {
  const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error));
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new FunctionError({
    errorType: outOfMemory ? 'Runtime.OutOfMemory' : 'Runtime.UnhandledPromiseRejection',
    errorMessage: `${name}: ${text}`,
    trace: (stack ?? '').split('\n'),
  });
}

function exited(code: number): FunctionError {
  return new FunctionError({
    errorType: 'Runtime.ExitError',
    errorMessage: `Error: Runtime exited with error: exit status ${code}`,
    trace: [],
  });
}
