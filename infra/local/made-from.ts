import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is made from sources is made again only when they have changed: its folder says in a mark what it was made from. */

const mark = '.biaochi-sources';

export function isMadeFrom(dir: string, wanted: string): boolean {
  const file = path.join(dir, mark);
  return existsSync(file) && readFileSync(file, 'utf8') === wanted;
}

export function markMadeFrom(dir: string, wanted: string): void {
  writeFileSync(path.join(dir, mark), wanted);
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
