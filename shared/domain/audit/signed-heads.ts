import * as z from 'zod';
import { instant, sha256Hex, type Instant } from '../values.ts';

/** What a set of heads says: of every stream that went on, the hashes of the entries that no earlier set has. */
export const headsDocument = z.strictObject({
  format: z.literal('biaochi-heads/1'),
  /** In real time, whatever date the evaluation goes by. */
  at: instant,
  heads: z.array(
    z.strictObject({
      stream: z.string().min(1),
      /** The number of the first entry whose hash is given. */
      from: z.int().min(1),
      hashes: z.array(sha256Hex).min(1),
    }),
  ),
});
export type HeadsDocument = z.infer<typeof headsDocument>;
export type HeadsOfStream = HeadsDocument['heads'][number];

/** A set of heads as it is kept and handed out. */
export const signedHeads = z.strictObject({
  /** A `headsDocument` as JSON: exactly the text that was signed. */
  document: z.string(),
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the document, in base64. */
  signature: z.base64(),
  /** The SHA-256 of the public key. */
  key: sha256Hex,
});
export type SignedHeads = z.infer<typeof signedHeads>;

/** The document of a set. */
export function headsText(at: Instant, heads: readonly HeadsOfStream[]): string {
  return JSON.stringify({ format: 'biaochi-heads/1', at, heads } satisfies Readonly<{
    format: string;
    at: Instant;
    heads: readonly HeadsOfStream[];
  }>);
}

/** Two sets that say different things of one entry: the trail was written anew between them. */
export type HeadsClash = Readonly<{ stream: string; sequence: number }>;

/**
 * The hashes that were signed, by stream, from its first entry on. A set may repeat what another has, which says the same.
 * @returns also the first entry of which two sets say different things, or that none has although later ones are signed
 */
export function signedHashes(
  documents: readonly HeadsDocument[],
): Readonly<{ streams: ReadonlyMap<string, readonly string[]>; clash: HeadsClash | null }> {
  const streams = new Map<string, string[]>();
  const parts = documents.flatMap(({ heads }) => heads);
  // By where they begin, so that it does not matter in which order sets are found.
  for (const { stream, from, hashes } of parts.toSorted((left, right) => left.from - right.from)) {
    const known = streams.get(stream) ?? [];
    streams.set(stream, known);
    if (from > known.length + 1) return { streams, clash: { stream, sequence: known.length + 1 } };
    for (const [index, hash] of hashes.entries()) {
      const place = from - 1 + index;
      if (place < known.length && known[place] !== hash)
        return { streams, clash: { stream, sequence: place + 1 } };
      if (place >= known.length) known.push(hash);
    }
  }
  return { streams, clash: null };
}
