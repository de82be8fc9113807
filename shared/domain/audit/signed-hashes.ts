/** What a set of heads says of streams. Free of any library, since a published program reads it. */
export type HeadsDocument = Readonly<{
  heads: readonly Readonly<{ stream: string; from: number; hashes: readonly string[] }>[];
}>;

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
