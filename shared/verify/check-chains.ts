import { verifyChain, type ChainEntry } from '../domain/audit/verify-chain.ts';
import type { Manifest } from '../domain/integrity/manifest.ts';

/** A chain of the package that does not hold, and how. */
export type BrokenChain = Readonly<{ path: string; sequence: number; fault: string }>;

/**
 * Checks every audit chain of a package: each entry follows from the one before, and the chain ends where its head says.
 * Files that the manifest has found altered are not looked into again.
 */
export async function checkChains(
  { files }: Manifest,
  read: (path: string) => Promise<Uint8Array | null>,
  sha256: (text: string) => string,
): Promise<Readonly<{ chains: number; entries: number; broken: readonly BrokenChain[] }>> {
  const broken: BrokenChain[] = [];
  const paths = files.map(({ path }) => path).filter((path) => path.startsWith('audit/'));
  let entries = 0;
  for (const path of paths) {
    const chain = readChain(new TextDecoder().decode((await read(path)) ?? new Uint8Array()));
    if (chain === null) {
      broken.push({ path, sequence: 0, fault: 'unreadable' });
      continue;
    }
    entries += chain.events.length;
    const found = verifyChain(chain.events, sha256);
    const last = chain.events.at(-1);
    if (found !== null) broken.push({ path, ...found });
    else if (chain.head !== (last?.hash ?? null))
      broken.push({ path, sequence: (last?.sequence ?? 0) + 1, fault: 'cut-off' });
  }
  return { chains: paths.length, entries, broken };
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
