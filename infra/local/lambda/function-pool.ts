import path from 'node:path';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionError } from './function-error.ts';
import { openLog } from './function-log.ts';
import { startFunctionWorker, type FunctionWorker } from './function-worker.ts';

export type FunctionPool = Readonly<{
  /**
   * @param arn a function that the pool was made with
   * @param event the payload as JSON
   * @returns the result as JSON
   * @throws FunctionError
   */
  invoke: (arn: string, requestId: string, event: string) => Promise<string>;
  /** Starts a first worker for a function, unless it has one or all places are taken. */
  load: (arn: string) => void;
}>;

type Options = Readonly<{
  functions: readonly FunctionDefinition[];
  /** One log file for each function. */
  logDir: string;
  compileCacheDir: string;
}>;

/** Over all functions: about 10 to 40 MB each. */
const mostWorkers = 16;

/** Lambda keeps an idle environment for minutes; a minute keeps memory low between bursts. */
const idleMs = 60_000;

type Slot = {
  readonly of: FunctionDefinition;
  readonly worker: FunctionWorker;
  busy: boolean;
  lastUsed: number;
};

type Pending = Readonly<{
  of: FunctionDefinition;
  requestId: string;
  event: string;
  resolve: (result: string) => void;
  reject: (error: unknown) => void;
}>;

/** Runs functions in worker threads: one invocation to a worker at a time, further ones wait their turn. */
export function startFunctionPool({ functions, logDir, compileCacheDir }: Options): FunctionPool {
  const known = new Map(functions.map((definition) => [definition.arn, definition]));
  const logs = new Map(functions.map(({ arn, name }) => [arn, openLog(path.join(logDir, `${name}.log`))]));
  const slots = new Set<Slot>();
  let queue: Pending[] = [];

  const remove = (slot: Slot): void => {
    slots.delete(slot);
    void slot.worker.stop();
  };
  const open = (of: FunctionDefinition): Slot => {
    const worker = startFunctionWorker(of, compileCacheDir, (chunk) => logs.get(of.arn)?.(chunk));
    const slot: Slot = { of, worker, busy: false, lastUsed: Date.now() };
    slots.add(slot);
    return slot;
  };
  /** A worker for this function: an idle one, a new one where the limits allow, or none for now. */
  const take = (of: FunctionDefinition): Slot | undefined => {
    for (const slot of slots) if (!slot.busy && slot.worker.isGone()) remove(slot);
    const own = [...slots].filter((slot) => slot.of === of);
    const idle = own.find((slot) => !slot.busy);
    if (idle !== undefined) return idle;
    if (own.length >= of.concurrency) return undefined;
    if (slots.size < mostWorkers) return open(of);
    const [longestIdle] = [...slots].filter((slot) => !slot.busy).toSorted((a, b) => a.lastUsed - b.lastUsed);
    if (longestIdle === undefined) return undefined;
    remove(longestIdle);
    return open(of);
  };
  const run = async (slot: Slot, pending: Pending): Promise<void> => {
    slot.busy = true;
    try {
      pending.resolve(await slot.worker.invoke(pending.requestId, pending.event));
    } catch (error) {
      pending.reject(error);
    }
    slot.busy = false;
    slot.lastUsed = Date.now();
    advance();
  };
  /** Gives every waiting invocation that can have a worker one, first come first served for each function. */
  const advance = (): void => {
    const stillWaiting: Pending[] = [];
    for (const pending of queue) {
      const slot = take(pending.of);
      if (slot === undefined) stillWaiting.push(pending);
      else void run(slot, pending);
    }
    queue = stillWaiting;
  };
  const sweeper = setInterval(() => {
    for (const slot of slots) if (!slot.busy && Date.now() - slot.lastUsed > idleMs) remove(slot);
  }, idleMs / 2);
  sweeper.unref();

  return {
    invoke: (arn, requestId, event) =>
      new Promise((resolve, reject) => {
        const of = known.get(arn);
        if (of === undefined) return reject(notHere(arn));
        queue.push({ of, requestId, event, resolve, reject });
        advance();
      }),
    load: (arn) => {
      const of = known.get(arn);
      if (of === undefined || of.concurrency === 0 || slots.size >= mostWorkers) return;
      if (![...slots].some((slot) => slot.of === of)) open(of);
    },
  };
}

function notHere(arn: string): FunctionError {
  return new FunctionError({
    errorType: 'ResourceNotFoundException',
    errorMessage: `Function not found: ${arn}`,
    trace: [],
  });
}
