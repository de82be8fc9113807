import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is made from sources is made again only when they have changed: its folder says in a mark what it was made from. */

const mark = '.biaochi-sources';

/**
 * Makes a folder from sources, unless that was done before from the same ones. Two that make it at the same time do not disturb
 * each other: each makes its own, and the first to be done is kept.
 * @param make fills an empty folder
 * @returns whether there was anything to do
 */
export async function makeFrom(
  dir: string,
  wanted: string,
  make: (into: string) => Promise<void>,
): Promise<boolean> {
  if (isMadeFrom(dir, wanted)) return false;
  const own = path.join(path.dirname(dir), `.${path.basename(dir)}.${process.pid}`);
  rmSync(own, { recursive: true, force: true });
  try {
    await make(own);
    writeFileSync(path.join(own, mark), wanted);
    if (isMadeFrom(dir, wanted)) return true;
    rmSync(dir, { recursive: true, force: true });
    renameSync(own, dir);
    return true;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function isMadeFrom(dir: string, wanted: string): boolean {
  const file = path.join(dir, mark);
  return existsSync(file) && readFileSync(file, 'utf8') === wanted;
}

/** Files and folders with all that is in them, in a hash. */
export function fingerprintOf(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(path.join(root, source))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesOf(place: string): string[] {
  if (!existsSync(place)) return [];
  if (path.extname(place) !== '') return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
