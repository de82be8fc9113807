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

/** The first thing wrong with a stream: at which entry, and how. */
export type ChainFault = Readonly<{
  sequence: number;
  /**
   * `out-of-sequence`: another entry stands in its place, so that one was removed, put in or swapped. `broken-link`: it does not
   * follow the entry before it. `altered`: it does not say what it said when it was hashed. `not-as-signed`: it was hashed anew.
   * `cut-off`: it was signed, and is not there any more.
   */
  fault: 'out-of-sequence' | 'broken-link' | 'altered' | 'not-as-signed' | 'cut-off';
}>;

/** A check of one stream that is given its entries one after the other, so that no more than one is held. */
export type ChainCheck = Readonly<{
  /** @returns what is wrong with this entry, or null; after a fault nothing more is to be asked */
  next: (event: ChainEntry) => ChainFault | null;
  /** @returns what is wrong with where the stream ends, or null */
  end: () => ChainFault | null;
  /** How many entries held. */
  held: () => number;
}>;

/**
 * Begins a check.
 * @param signed the hashes that were signed, of the entries from the first on; all that come later are held to the chain alone
 */
export function checkChain(sha256: (text: string) => string, signed: readonly string[] = []): ChainCheck {
  let held = 0;
  let previousHash = genesisHash;
  return {
    next: (event) => {
      const sequence = held + 1;
      const said = signed[held];
      if (event.sequence !== sequence) return { sequence, fault: 'out-of-sequence' };
      if (event.previousHash !== previousHash) return { sequence, fault: 'broken-link' };
      if (sha256(hashedText(event)) !== event.hash) return { sequence, fault: 'altered' };
      if (said !== undefined && said !== event.hash) return { sequence, fault: 'not-as-signed' };
      held = sequence;
      previousHash = event.hash;
      return null;
    },
    end: () => (held < signed.length ? { sequence: held + 1, fault: 'cut-off' } : null),
    held: () => held,
  };
}

/**
 * Checks a whole stream, in order from its first entry.
 * @param signed as for `checkChain`
 * @returns the first fault, or null when the chain holds
 */
export function verifyChain(
  events: Iterable<ChainEntry>,
  sha256: (text: string) => string,
  signed: readonly string[] = [],
): ChainFault | null {
  const check = checkChain(sha256, signed);
  for (const event of events) {
    const fault = check.next(event);
    if (fault !== null) return fault;
  }
  return check.end();
}
