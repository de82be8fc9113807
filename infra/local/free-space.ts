import { statfsSync } from 'node:fs';
import { LocalRuntimeError } from './local-runtime-error.ts';

/** With less, the database cannot even open its log, and says so in a file that cannot be written either. */
const leastFreeBytes = 32 * 1024 * 1024;

/**
 * Refuses to start on a disk that is as good as full.
 * @param free what is left, in bytes; asked of the file system when not given
 * @throws LocalRuntimeError `disk-full`
 */
export function refuseFullDisk(dir: string, free = freeBytes(dir)): void {
  if (free >= leastFreeBytes) return;
  const [left, needed] = [free, leastFreeBytes].map((bytes) => Math.floor(bytes / 1024 / 1024));
  throw new LocalRuntimeError('disk-full', {
    zh: `磁盘只剩 ${left ?? 0} MB，${dir} 至少需要 ${needed ?? 0} MB：请腾出空间后再启动。`,
    en: `Only ${left ?? 0} MB are left on the disk and ${dir} needs at least ${needed ?? 0} MB: free some space and start again.`,
  });
}

function freeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}
