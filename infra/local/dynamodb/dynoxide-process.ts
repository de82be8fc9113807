import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning, markOf, processMark } from '../process-mark.ts';

/**
 * Starts dynoxide beside a watcher that holds the other end of our pipe: when this process ends, however it ends, the
 * pipe closes and the watcher stops dynoxide. Nothing is left running after kill -9, and nothing depends on our cleaning up.
 * The first line on stdout is dynoxide's process id. A dynoxide that ends by itself takes the watcher with it, since its
 * process id may soon be another program's.
 */
const watched = `
exec 3<&0
"$@" </dev/null 3<&- >&2 &
child=$!
echo "$child"
(cat <&3 >/dev/null; kill "$child") 2>/dev/null &
watcher=$!
exec 3<&-
wait "$child"
kill "$watcher"
`;

export type DynoxideProcess = Readonly<{
  /** Resolves when dynoxide has ended, with what it last said. */
  ended: Promise<string>;
  stop: () => Promise<void>;
}>;

/**
 * Runs dynoxide on one database file. Writes are committed with an fsync each (SQLite WAL, synchronous FULL) before they
 * are acknowledged, so ending it at any moment loses nothing.
 *
 * @param options.markFile remembers the process for `stopLeftover`
 * @param options.logFile dynoxide's own output, from its last start on
 */
export async function startDynoxide(
  options: Readonly<{
    program: string;
    port: number;
    databaseFile: string;
    markFile: string;
    logFile: string;
  }>,
): Promise<DynoxideProcess> {
  const { program, port, databaseFile, markFile, logFile } = options;
  const command = [program, '--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile];
  const log = openSync(logFile, 'w');
  // Detached: Ctrl-C at the terminal reaches every program of the foreground group, and the database has to outlive the requests under way.
  const child =
    process.platform === 'win32'
      ? spawn(program, command.slice(1), { stdio: ['pipe', log, log], windowsHide: true })
      : spawn('sh', ['-c', watched, 'biaochi-database', ...command], {
          stdio: ['pipe', 'pipe', log],
          detached: true,
        });
  closeSync(log);
  // A watcher that is gone closes its end of the pipe; that is the `ended` below, not an error of its own.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => {
      child.stdin?.destroy();
      resolve(lastLine(logFile));
    });
  });
  const pid = process.platform === 'win32' ? child.pid : await firstNumber(child);
  const mark = pid === undefined ? undefined : markOf(pid);
  if (mark !== undefined) writeFileSync(markFile, JSON.stringify(mark));
  return {
    ended,
    stop: async () => {
      if (process.platform === 'win32') child.kill();
      child.stdin?.end();
      await ended;
      rmSync(markFile, { force: true });
    },
  };
}

/** How long an old dynoxide may take to end, in steps of 20 ms. SIGKILL cannot be refused; this is for a machine that is busy. */
const leftoverSteps = 250;

/** Ends a dynoxide that an earlier runtime left on the same data, should the watcher have been killed too. */
export async function stopLeftover(markFile: string): Promise<void> {
  let text: string;
  try {
    text = readFileSync(markFile, 'utf8');
  } catch {
    return;
  }
  const mark = processMark.safeParse(parseJson(text));
  for (let step = 0; step < leftoverSteps && mark.success && isRunning(mark.data); step += 1) {
    process.kill(mark.data.pid, 'SIGKILL');
    await wait(20);
  }
  rmSync(markFile, { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function firstNumber(child: ChildProcess): Promise<number | undefined> {
  const line = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
    child.once('error', () => resolve(''));
    child.once('exit', () => resolve(''));
  });
  const pid = Number.parseInt(line, 10);
  return Number.isNaN(pid) ? undefined : pid;
}

/** What a program said last is why it ended; 4 KB hold it. */
function lastLine(file: string): string {
  const size = statSync(file).size;
  const lines = readFileSync(file, 'utf8').slice(-Math.min(size, 4096)).trim().split('\n');
  return lines.at(-1) ?? '';
}
