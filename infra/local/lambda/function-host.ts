import { FunctionError } from './function-error.ts';
import { fromHost, toHost, type FromHost } from './function-messages.ts';
import { startFunctionPool, type FunctionPool } from './function-pool.ts';

/**
 * The process in which the functions' worker threads live, apart from the runtime's own: V8 ends the whole process when
 * a thread asks for more memory at one stroke than its limit (a large array, a growing Map), and the runtime with its
 * databases and journals must not go with it. Also the place where the time zone is UTC, as on Lambda.
 */
let pool: FunctionPool | undefined;

process.on('message', (raw) => {
  const told = toHost.parse(raw);
  if (told.kind === 'define') pool = startFunctionPool(told);
  else if (told.kind === 'load') pool?.load(told.arn);
  else void invoke(told.id, told.arn, told.event);
});

// The runtime is gone, however it went: nobody waits for an answer any more.
process.on('disconnect', () => process.exit());

// Ctrl-C reaches every program of the terminal's foreground group; the runtime ends this one when its requests are done.
process.on('SIGINT', () => undefined);

async function invoke(id: string, arn: string, event: string): Promise<void> {
  try {
    if (pool === undefined) throw new Error('invoked before the functions were defined');
    answer({ kind: 'returned', id, result: await pool.invoke(arn, id, event) });
  } catch (error) {
    answer({ kind: 'failed', id, failure: failureOf(error) });
  }
}

function failureOf(error: unknown) {
  if (error instanceof FunctionError) return error.failure;
  return { errorType: 'Lambda.ServiceException', errorMessage: String(error), trace: [] };
}

function answer(message: FromHost): void {
  process.send?.(fromHost.parse(message));
}
