/** Numbers that look random and are the same for the same seed on every machine. Not for secrets. */
export type SeededRandom = Readonly<{
  /** A whole number from `least` up to and with `most`. */
  between: (least: number, most: number) => number;
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** 32 hexadecimal digits. */
  id: () => string;
}>;

/** Starts a sequence. The seed may be any text: it is spread over the state by FNV-1a, and drawn from by xorshift32. */
export function seededRandom(seed: string): SeededRandom {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  if (state === 0) state = 1; // where xorshift would stand still

  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state;
  };
  const between = (least: number, most: number): number => least + (next() % (most - least + 1));
  return {
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    id: () => Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join(''),
  };
}
