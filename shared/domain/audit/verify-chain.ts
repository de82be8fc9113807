/** What the chain is made of, as it stands in an entry. Free of any library, since a published program checks chains with it. */
export type ChainEntry = Readonly<{
  stream: string;
  sequence: number;
  at: string;
  actor: string;
  from: string | null;
  action: string;
  subject: string;
  details: Readonly<Record<string, string | number | boolean | null>>;
  changes: readonly Readonly<{ record: string; key: string; before: string | null; after: string }>[];
  previousHash: string;
  hash: string;
}>;

/** The hash before the first entry of every stream. */
export const genesisHash = '0'.repeat(64);

/** The text whose SHA-256 is an entry's hash: its fields in a fixed order, as JSON. */
export function hashedText(event: Omit<ChainEntry, 'hash'>): string {
  const details = Object.entries(event.details).sort(([left], [right]) => (left < right ? -1 : 1));
  const changes = event.changes.map(({ record, key, before, after }) => [record, key, before, after]);
  const { stream, sequence, at, actor, from, action, subject, previousHash } = event;
  return JSON.stringify([stream, sequence, at, actor, from, action, subject, details, changes, previousHash]);
}

/** The first thing wrong with a stream: which entry, and how. */
export type ChainFault = Readonly<{ sequence: number; fault: 'out-of-sequence' | 'broken-link' | 'altered' }>;

/** Checks a whole stream, in order from its first entry. @returns the first fault, or null when the chain holds. */
export function verifyChain(
  events: Iterable<ChainEntry>,
  sha256: (text: string) => string,
): ChainFault | null {
  let expected = 1;
  let previousHash = genesisHash;
  for (const event of events) {
    if (event.sequence !== expected) return { sequence: expected, fault: 'out-of-sequence' };
    if (event.previousHash !== previousHash) return { sequence: expected, fault: 'broken-link' };
    if (sha256(hashedText(event)) !== event.hash) return { sequence: expected, fault: 'altered' };
    expected += 1;
    previousHash = event.hash;
  }
  return null;
}
