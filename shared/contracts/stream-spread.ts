/**
 * A year's heads, and its trail, are spread over this many partitions: a partition takes some 1,000 writes in a second, and a freeze
 * closes every unit of the year at once. It can grow only with a move of what is there already.
 */
const spreads = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'] as const;
const [first, ...others] = spreads;

/**
 * The part in which a stream's head lies, and where its entries lie in the trail: by whose it is, so that all streams of one unit
 * lie in one part. What is nobody's own, a year's office, its runs, the installation, lies in the first.
 */
export function spreadOf(stream: string): string {
  const [, , ...owner] = stream.split('/');
  return owner.length === 0 ? first : spreadOfOwner(owner.join('/'));
}

/** The part in which all streams of a unit, a lead body or a member lie. */
export function spreadOfOwner(owner: string): string {
  // FNV-1a over the id's characters, its halves folded, so that numbers that follow one another go to different parts.
  let hash = 0x811c_9dc5;
  for (const character of owner) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x0100_0193) >>> 0;
  return spreads[(((hash >>> 16) ^ hash) >>> 0) % spreads.length] ?? first;
}

/** The parts over which the streams of a year, or of the installation, are spread; the first holds those that are nobody's own. */
export function spreadsOf(scope: string): readonly [string, ...string[]] {
  return scope === 'installation' ? [first] : [first, ...others];
}
