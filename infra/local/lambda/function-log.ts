import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Two files of this size hold more than a day of a busy function, and no log can fill a disk. */
const longestBytes = 5 * 1024 * 1024;

/** Appends to a log file; a full one becomes `FILE.1` in place of the one before. A log that cannot be written stops nobody. */
export function openLog(file: string): (chunk: Buffer | string) => void {
  let size = sizeOf(file);
  return (chunk) => {
    const bytes = Buffer.byteLength(chunk);
    try {
      if (size > 0 && size + bytes > longestBytes) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, chunk);
      size += bytes;
    } catch {
      // A full disk shows itself where data is written and is reported there.
    }
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
