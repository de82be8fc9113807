import { signedHashes } from '../domain/audit/signed-hashes.ts';
import { verifyChain, type ChainEntry } from '../domain/audit/verify-chain.ts';
import { isPackedStream } from '../domain/custody/packed-streams.ts';
import type { Manifest } from '../domain/integrity/manifest.ts';
import type { CheckTools } from './check-files.ts';
import { readHeads } from './read-heads.ts';

/** A chain of the package that does not hold, or a set of signed heads, and how. */
export type BrokenChain = Readonly<{ path: string; sequence: number; fault: string }>;

export type CheckedChains = Readonly<{
  chains: number;
  entries: number;
  /** Of the entries, those that signed heads hold: whatever was done to them shows. */
  signed: number;
  broken: readonly BrokenChain[];
}>;

const folder = 'audit/';
const headsFolder = 'heads/';

/**
 * Checks every audit chain of a package: each entry follows from the one before and says what was signed when it was new, and the chain
 * ends where its head says. A chain of which something was signed and that is not there is one that was cut off, and chains of which nothing
 * at all was signed prove nothing.
 * Files that the manifest has found altered are not looked into again.
 */
export async function checkChains(
  manifest: Manifest,
  tools: Pick<CheckTools, 'read' | 'verifies'>,
  sha256: (text: string) => string,
): Promise<CheckedChains> {
  const heads = await readHeads(manifest, tools);
  const said = signedHashes(heads.documents);
  const broken: BrokenChain[] = heads.notSigned.map(({ path, line }) => ({
    path,
    sequence: line,
    fault: 'heads-not-signed',
  }));
  if (said.clash !== null)
    broken.push({
      path: pathOf(said.clash.stream),
      sequence: said.clash.sequence,
      fault: 'heads-clash',
    });
  const paths = manifest.files.map(({ path }) => path).filter((path) => path.startsWith(folder));
  let [entries, signed] = [0, 0];
  for (const path of paths) {
    const stream = `${manifest.cycle}/${path.slice(folder.length, -'.json'.length)}`;
    const chain = readChain(new TextDecoder().decode((await tools.read(path)) ?? new Uint8Array()));
    // An entry of another stream has no business here, however well it is hashed.
    if (chain === null || chain.events.some((event) => event.stream !== stream)) {
      broken.push({ path, sequence: 0, fault: 'unreadable' });
      continue;
    }
    entries += chain.events.length;
    const hashes = said.streams.get(stream) ?? [];
    signed += Math.min(chain.events.length, hashes.length);
    const found = verifyChain(chain.events, sha256, hashes);
    const last = chain.events.at(-1);
    if (found !== null) broken.push({ path, ...found });
    else if (chain.head !== (last?.hash ?? null))
      broken.push({ path, sequence: (last?.sequence ?? 0) + 1, fault: 'cut-off' });
  }
  for (const stream of said.streams.keys())
    if (isPackedStream(stream) && !paths.includes(pathOf(stream)))
      broken.push({ path: pathOf(stream), sequence: 1, fault: 'cut-off' });
  // Chains that nobody signed can be written anew from their first entry to their last, and would still hold among themselves.
  if (entries > 0 && signed === 0) broken.push({ path: headsFolder, sequence: 1, fault: 'never-signed' });
  return { chains: paths.length, entries, signed, broken };
}

/** Where a stream's chain lies in the package. */
function pathOf(stream: string): string {
  return `${folder}${stream.split('/').slice(1).join('/')}.json`;
}

function readChain(text: string): Readonly<{ head: string | null; events: readonly ChainEntry[] }> | null {
  try {
    const found: unknown = JSON.parse(text);
    if (!hasFields(found)) return null;
    const { head, events } = found;
    const hash = hasFields(head) && typeof head['hash'] === 'string' ? head['hash'] : null;
    return Array.isArray(events) && events.every(isEntry) ? { head: hash, events } : null;
  } catch {
    return null;
  }
}

function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isEntry(value: unknown): value is ChainEntry {
  if (!hasFields(value)) return false;
  const texts = ['stream', 'at', 'actor', 'action', 'subject', 'previousHash', 'hash'];
  return (
    texts.every((name) => typeof value[name] === 'string') &&
    typeof value['sequence'] === 'number' &&
    Array.isArray(value['changes']) &&
    value['changes'].every(hasFields) &&
    hasFields(value['details'])
  );
}
