import * as collections from '../../contracts/collections.ts';
import { spreadsOf } from '../../contracts/stream-spread.ts';
import type { AuditEvent } from '../../domain/audit/audit-event.ts';
import { headsText, type HeadsOfStream } from '../../domain/audit/signed-heads.ts';
import type { HeadsArchive } from '../../ports/heads-archive.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Page, Store, StreamHead } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { allHeads } from './all-heads.ts';

/** One set holds at most so many hashes, some 700 KB. */
const mostHashes = 10_000;

/** The first year of which there can be records, with room before 2018, the first that was evaluated. */
const firstYear = 2015;

/** What of the audit chains can be signed: the installation's, and every year's there may be, next year's among them. */
export function headScopes(now: Date): readonly string[] {
  const last = now.getUTCFullYear() + 1;
  const years = Array.from({ length: last - firstYear + 1 }, (_, index) => String(firstYear + index));
  return ['installation', ...years];
}

type Deps = Readonly<{ store: Store; signer: Signer; heads: HeadsArchive }>;

/**
 * Signs the hashes of all entries that came since the last set, and keeps the set where nobody can change it. How far a stream
 * is signed is written only after its set was kept: whoever is stopped between signs the same again, and leaves nothing out.
 * Two that sign at once do so too.
 * @returns how many sets were signed, and of how many entries
 */
export function signHeads({ store, signer, heads }: Deps) {
  return async (
    scopes: readonly string[],
    now: () => Date,
  ): Promise<Readonly<{ sets: number; entries: number }>> => {
    let [sets, entries] = [0, 0];
    for (const scope of scopes) {
      for await (const part of unsigned(store, scope)) {
        const document = headsText(now().toISOString(), part);
        const { signature, keyId } = await signer.sign(new TextEncoder().encode(document));
        await heads.add(scope, { document, signature, key: keyId });
        await fewAtATime(part, ({ stream, from, hashes }) =>
          store.put(collections.signedTo, { stream }, { stream, sequence: from + hashes.length - 1 }),
        );
        sets += 1;
        entries += part.reduce((sum, { hashes }) => sum + hashes.length, 0);
      }
    }
    return { sets, entries };
  };
}

/** What no set has yet, in parts that a set can hold; a stream is in a part once. */
async function* unsigned(store: Store, scope: string): AsyncGenerator<readonly HeadsOfStream[]> {
  const signed = new Map(
    (await store.all(collections.signedTo, { stream: scope })).map(({ value }) => [
      value.stream,
      value.sequence,
    ]),
  );
  if (signed.size === 0 && !(await isBegun(store, scope))) return;
  let part: HeadsOfStream[] = [];
  let room = mostHashes;
  for await (const { stream, ...run } of unsignedRuns(store, await allHeads(store, scope), signed)) {
    let { from, hashes } = run;
    while (hashes.length > 0) {
      const taken = hashes.slice(0, room);
      const last = part.at(-1);
      if (last?.stream === stream) last.hashes.push(...taken);
      else part.push({ stream, from, hashes: taken });
      from += taken.length;
      hashes = hashes.slice(taken.length);
      room -= taken.length;
      if (room > 0) continue;
      yield part;
      [part, room] = [[], mostHashes];
    }
  }
  if (part.length > 0) yield part;
}

/** Streams of which the first run is read ahead: enough to ask for several at once, few enough to hold. */
const readAhead = 64;

/**
 * What of each stream is not signed: of most a few entries, and asking for one stream after the other would be waiting. A long stream
 * comes in runs of at most a set's hashes, one after another.
 */
async function* unsignedRuns(
  store: Store,
  heads: readonly StreamHead[],
  signed: ReadonlyMap<string, number>,
): AsyncGenerator<HeadsOfStream> {
  const runOf = async (stream: string, from: number, to: number): Promise<HeadsOfStream> => ({
    stream,
    from,
    hashes: await hashesOf(store, stream, from, Math.min(mostHashes, to - from + 1)),
  });
  const behind = heads.flatMap(({ stream, sequence: to }) => {
    const from = (signed.get(stream) ?? 0) + 1;
    return from <= to ? [{ stream, from, to }] : [];
  });
  for (let place = 0; place < behind.length; place += readAhead) {
    const some = behind.slice(place, place + readAhead);
    const first = await fewAtATime(some, ({ stream, from, to }) => runOf(stream, from, to));
    for (const [index, { stream, to }] of some.entries()) {
      let run = first[index];
      // A head may name entries that are not there: what is there is signed, and whoever checks will find the rest missing.
      while (run !== undefined && run.hashes.length > 0) {
        yield run;
        const next: number = run.from + run.hashes.length;
        run = next <= to ? await runOf(stream, next, to) : undefined;
      }
    }
  }
}

/** Whether there is such a year: it is loaded before anything else of it is written, and its loading is nobody's own. */
async function isBegun(store: Store, scope: string): Promise<boolean> {
  const [spread] = spreadsOf(scope);
  const { items } = await store.page(collections.streamHeads, { stream: scope, spread }, { limit: 1 });
  return items.length > 0;
}

async function hashesOf(store: Store, stream: string, from: number, most: number): Promise<string[]> {
  const hashes: string[] = [];
  let after: string | null = collections.auditEvents.sort({ stream, sequence: from - 1 });
  while (after !== null && hashes.length < most) {
    const limit = Math.min(1000, most - hashes.length);
    const page: Page<AuditEvent> = await store.page(collections.auditEvents, { stream }, { limit, after });
    hashes.push(...page.items.map(({ value }) => value.hash));
    after = page.next;
  }
  return hashes;
}
