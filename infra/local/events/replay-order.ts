import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { explainSystemError, systemCode } from '../local-runtime-error.ts';

/** In the folder `events/`: what was given up. */
export const deadLettersFile = 'dead-letters.jsonl';

/**
 * An order to deliver dead letters again: a file beside theirs. A runtime that is running carries it out within a second, one that is
 * not at its next start; so nothing has to be stopped, and nothing is lost between.
 */
const orderFile = 'replay.json';
const order = z.array(z.string());

/** The ids that are to be delivered again, or null when nobody asks. */
export function readReplayOrder(dir: string): readonly string[] | null {
  try {
    return order.parse(JSON.parse(readFileSync(path.join(dir, orderFile), 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw explainSystemError(error, dir);
  }
}

/** Orders these, besides what is ordered already and not yet done. */
export function writeReplayOrder(dir: string, ids: readonly string[]): void {
  const file = path.join(dir, orderFile);
  const all = new Set([...(readReplayOrder(dir) ?? []), ...ids]);
  writeFileSync(`${file}.new`, JSON.stringify([...all]), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeReplayOrder(dir: string): void {
  rmSync(path.join(dir, orderFile), { force: true });
}
