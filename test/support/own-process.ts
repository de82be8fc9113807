import { spawn, type ChildProcess } from 'node:child_process';

export type OwnProcess = Readonly<{
  child: ChildProcess;
  /** What it has said so far, both streams. */
  output: () => string;
  /** Its exit code, or null when it was killed. */
  ended: Promise<number | null>;
}>;

/** Starts a Node program in a group of its own, so that a kill takes it and all that it started, as a power cut would. */
export function ownProcess(cwd: string, args: readonly string[]): OwnProcess {
  const child = spawn(process.execPath, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return { child, output: () => output, ended };
}

/** Ends it and its group with -9. @returns false when it had ended by itself */
export function cutOff({ child }: OwnProcess): boolean {
  if (child.pid === undefined || child.exitCode !== null) return false;
  process.kill(-child.pid, 'SIGKILL');
  return true;
}
