import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { explainSystemError, LocalRuntimeError, systemCode } from './local-runtime-error.ts';
import { isRunning, markOf, processMark, type ProcessMark } from './process-mark.ts';

export type DataLock = Readonly<{ release: () => void }>;

/** Long enough for two runtimes that found the same stale lock in the same moment to see who was last. */
const settleMs = 50;

/**
 * Takes a data folder for this process. A lock whose process is gone (kill -9, power cut) is taken over.
 * @throws LocalRuntimeError `data-folder-in-use` while another runtime uses the folder; `data-folder-unwritable`, `disk-full`
 */
export async function lockDataFolder(dir: string): Promise<DataLock> {
  const file = path.join(dir, 'runtime.lock');
  const own = markOf(process.pid) ?? { pid: process.pid, started: '' };
  try {
    mkdirSync(dir, { recursive: true });
    if (!create(file, own)) {
      refuseIfHeld(file, dir);
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(own));
      renameSync(`${file}.${process.pid}`, file);
      await wait(settleMs);
      const holder = read(file);
      if (holder?.pid !== own.pid || holder.started !== own.started) throw inUse(dir, holder?.pid);
    }
  } catch (error) {
    throw explainSystemError(error, dir);
  }
  return { release: () => rmSync(file, { force: true }) };
}

/** Whether a runtime, or another program of the product, uses the folder now. */
export function isDataFolderInUse(dir: string): boolean {
  const holder = read(path.join(dir, 'runtime.lock'));
  return holder !== undefined && isRunning(holder);
}

function create(file: string, own: ProcessMark): boolean {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function refuseIfHeld(file: string, dir: string): void {
  const holder = read(file);
  if (holder !== undefined && isRunning(holder)) throw inUse(dir, holder.pid);
}

/** Who holds the lock; undefined for a file that was cut off while it was written, which nobody holds. */
function read(file: string): ProcessMark | undefined {
  try {
    return processMark.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function inUse(dir: string, pid: number | undefined): LocalRuntimeError {
  return new LocalRuntimeError('data-folder-in-use', {
    zh: `数据目录 ${dir} 正在被另一个标尺使用（进程 ${pid ?? '?'}）：请先停掉它，或用 -- --data 另选数据目录。`,
    en: `The data folder ${dir} is in use by another Biaochi (process ${pid ?? '?'}): stop it first, or choose another with -- --data DIR.`,
  });
}
