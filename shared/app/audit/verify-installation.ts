import { auditEvent, type AuditEvent, type ChainFault } from '../../domain/audit/audit-event.ts';
import { headsDocument, signedHashes, type HeadsDocument } from '../../domain/audit/signed-heads.ts';
import { checkChain } from '../../domain/audit/verify-chain.ts';
import type { HeadsArchive } from '../../ports/heads-archive.ts';
import type { StreamEnd, TrailReader } from '../../ports/trail-reader.ts';
import { sha256Hex } from '../new-id.ts';

/** What is wrong with a stream, and at which entry. */
export type TrailFault = Readonly<{
  /** A stream; the year or `installation` where it is about a whole set of heads. */
  stream: string;
  /** The entry, from 1; 0 where it is about a whole set of heads. */
  sequence: number;
  /**
   * Those of a chain, and: `unreadable`: what lies there is no entry. `heads-clash`: two signed sets say different things of this
   * entry, or none says anything although later ones are signed. `heads-not-signed`: a set is not signed by this installation's key.
   * `end-differs`: the record of where the stream ends names another entry than lies there.
   */
  fault: ChainFault['fault'] | 'unreadable' | 'heads-clash' | 'heads-not-signed' | 'end-differs';
}>;

export type TrailFindings = Readonly<{
  streams: number;
  entries: number;
  /** Of the entries, those that signed heads hold: whatever was done to them shows. */
  signed: number;
  /** At most one of each stream: what comes after the first says nothing of its own. */
  faults: readonly TrailFault[];
}>;

type Deps = Readonly<{
  trail: TrailReader;
  heads: Pick<HeadsArchive, 'all'>;
  /** Whether a signature over a document is of the installation's key. */
  verifies: (document: string, signature: string) => boolean;
}>;

/**
 * Checks every audit stream of an installation where it lies: each entry against the one before, against what was signed, and against
 * the record of where the stream ends. The installation may go on meanwhile: what comes in while it is checked is no fault.
 */
export function verifyInstallation(deps: Deps) {
  return async (scopes: readonly string[]): Promise<TrailFindings> => {
    const faults: TrailFault[] = [];
    let [streams, entries, signed] = [0, 0, 0];
    for (const scope of scopes) {
      // The signed heads first, then the ends, then the entries: each is then no older than what it is held against.
      const said = await readSigned(deps, scope);
      faults.push(...said.faults);
      const ends = new Map((await deps.trail.ends(scope)).map((each) => [each.stream, each]));
      // What is signed is looked for, also where nothing of it is left.
      for (const stream of new Set([...ends.keys(), ...said.streams.keys()])) {
        const hashes = said.streams.get(stream) ?? [];
        const found = await checkStream(deps.trail, { stream, end: ends.get(stream) ?? null, hashes });
        streams += 1;
        entries += found.held;
        signed += Math.min(found.held, hashes.length);
        if (found.fault !== null) faults.push({ stream, ...found.fault });
      }
    }
    return { streams, entries, signed, faults };
  };
}

async function readSigned(
  { heads, verifies }: Deps,
  scope: string,
): Promise<Readonly<{ streams: ReadonlyMap<string, readonly string[]>; faults: readonly TrailFault[] }>> {
  const documents: HeadsDocument[] = [];
  const faults: TrailFault[] = [];
  for (const { document, signature } of await heads.all(scope)) {
    const read = verifies(document, signature) ? headsDocument.safeParse(JSON.parse(document)) : null;
    if (read?.success === true) documents.push(read.data);
    else faults.push({ stream: scope, sequence: 0, fault: 'heads-not-signed' });
  }
  const { streams, clash } = signedHashes(documents);
  return { streams, faults: clash === null ? faults : [...faults, { ...clash, fault: 'heads-clash' }] };
}

type Fault = Omit<TrailFault, 'stream'>;
type Stream = Readonly<{ stream: string; end: StreamEnd | null; hashes: readonly string[] }>;

async function checkStream(
  trail: TrailReader,
  { stream, end, hashes }: Stream,
): Promise<Readonly<{ held: number; fault: Fault | null }>> {
  const check = checkChain(sha256Hex, hashes);
  let last = '';
  let hashAtEnd = '';
  for await (const value of trail.entries(stream)) {
    const entry = readEntry(value, stream);
    const fault: Fault | null =
      entry === null ? { sequence: check.held() + 1, fault: 'unreadable' } : check.next(entry);
    if (entry === null || fault !== null) return { held: check.held(), fault };
    last = entry.hash;
    if (check.held() === end?.end?.sequence) hashAtEnd = last;
  }
  const held = check.held();
  const cut = check.end();
  if (cut !== null) return { held, fault: cut };
  if (end?.end != null && held < end.end.sequence)
    return { held, fault: { sequence: held + 1, fault: 'cut-off' } };
  if (end?.end != null && hashAtEnd !== end.end.hash)
    return { held, fault: { sequence: end.end.sequence, fault: 'end-differs' } };
  // Entries beyond the end that was read first came meanwhile, and the end has moved on with them; else they were put in.
  const now = (await trail.endOf(stream))?.end ?? null;
  if (now === null || held > now.sequence || (held === now.sequence && last !== now.hash))
    return { held, fault: { sequence: (now?.sequence ?? 0) + 1, fault: 'end-differs' } };
  return { held, fault: null };
}

/** An entry of another stream has no business here, however well it is hashed. */
function readEntry(value: unknown, stream: string): AuditEvent | null {
  const read = auditEvent.safeParse(value);
  return read.success && read.data.stream === stream ? read.data : null;
}
