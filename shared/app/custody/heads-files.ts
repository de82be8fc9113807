import { headsDocument, type SignedHeads } from '../../domain/audit/signed-heads.ts';
import { isPackedStream } from '../../domain/custody/packed-streams.ts';
import type { ArchiveEntry } from '../../ports/archive-writer.ts';
import { custodyFolders } from './custody-folders.ts';

/** Sets to a file: some megabytes. */
const setsPerFile = 1000;

/** The signed heads of the chains that are packed, as they were signed; sets that speak of none of them are left out. */
export function headsFiles(sets: readonly SignedHeads[]): readonly ArchiveEntry[] {
  const lines = sets
    .filter(({ document }) =>
      headsDocument.parse(JSON.parse(document)).heads.some(({ stream }) => isPackedStream(stream)),
    )
    .map((set) => `${JSON.stringify(set)}\n`);
  return Array.from({ length: Math.ceil(lines.length / setsPerFile) }, (_, at) => ({
    path: `${custodyFolders.heads}/${String(at + 1).padStart(4, '0')}.jsonl`,
    body: new TextEncoder().encode(lines.slice(at * setsPerFile, (at + 1) * setsPerFile).join('')),
  }));
}
