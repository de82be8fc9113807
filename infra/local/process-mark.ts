import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** A process as a file can remember it: its id, and when it started, since ids are given out again. */
export const processMark = z.strictObject({ pid: z.int().check(z.minimum(1)), started: z.string() });

export type ProcessMark = z.output<typeof processMark>;

/** The mark of a running process, or undefined when there is none of that id. */
export function markOf(pid: number): ProcessMark | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether the very process that was marked still runs (and not another one that got its id). */
export function isRunning(mark: ProcessMark): boolean {
  return startOf(mark.pid) === mark.started;
}

function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined;
  }
  switch (process.platform) {
    case 'linux':
      return linuxStart(pid);
    case 'win32':
      // Windows gives no cheap start time; its ids are reused so late that the id itself has to do.
      return 'running';
    default:
      return (
        spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined
      );
  }
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot, with the boot's own id; a zombie counts as gone. */
function linuxStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold spaces; counting starts behind it, at field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? undefined : `${boot}/${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
