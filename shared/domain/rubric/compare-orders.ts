import { compareExact, type Exact } from '../scoring/exact.ts';

/** How two orders of the same things differ, in pairs of things. */
export type OrderChange = Readonly<{
  /** One stood above the other and now stands below it. */
  swapped: number;
  /** One stood above the other and now they stand equal. */
  joined: number;
  /** They stood equal and now one stands above the other. */
  parted: number;
}>;

/**
 * Compares the order by one value with the order by another; both lists are of the same things, in the same sequence.
 * Swapped pairs are counted while merging, so that 5,000 things take thousands of steps and not millions. Exchanging the
 * lists exchanges `joined` and `parted` and leaves `swapped`.
 */
export function compareOrders(before: readonly Exact[], after: readonly Exact[]): OrderChange {
  const both = before.map((value, index) => ({ before: value, after: after[index] ?? 0 }));
  // Among those that stood equal the order is free: the one that counts no pair is taken.
  const standing = both.sort((a, b) => compareExact(b.before, a.before) || compareExact(b.after, a.after));
  const equalNow = [...standing].sort((a, b) => compareExact(b.after, a.after));
  const sameBefore = (a: Pair, b: Pair) => compareExact(a.before, b.before) === 0;
  const sameAfter = (a: Pair, b: Pair) => compareExact(a.after, b.after) === 0;
  const equalBoth = equalPairs(standing, (a, b) => sameBefore(a, b) && sameAfter(a, b));
  return {
    swapped: countRising(standing.map((each) => each.after)).pairs,
    joined: equalPairs(equalNow, sameAfter) - equalBoth,
    parted: equalPairs(standing, sameBefore) - equalBoth,
  };
}

type Pair = Readonly<{ before: Exact; after: Exact }>;

/** Pairs that are the same, in a list in which such things stand side by side. */
function equalPairs(sorted: readonly Pair[], same: (a: Pair, b: Pair) => boolean): number {
  let pairs = 0;
  let alike = 0;
  sorted.forEach((each, index) => {
    const above = sorted[index - 1];
    alike = above !== undefined && same(above, each) ? alike + 1 : 0;
    pairs += alike;
  });
  return pairs;
}

/** How many pairs rise: the later value is above the earlier one. */
function countRising(values: readonly Exact[]): Readonly<{ falling: readonly Exact[]; pairs: number }> {
  if (values.length < 2) return { falling: values, pairs: 0 };
  const middle = values.length >> 1;
  const left = countRising(values.slice(0, middle));
  const right = countRising(values.slice(middle));
  const falling: Exact[] = [];
  let pairs = left.pairs + right.pairs;
  let taken = 0;
  for (const each of right.falling) {
    for (
      let first = left.falling[taken];
      first !== undefined && compareExact(first, each) >= 0;
      first = left.falling[taken]
    ) {
      falling.push(first);
      taken += 1;
    }
    // Everything that is left on the left is below this and stood before it.
    pairs += left.falling.length - taken;
    falling.push(each);
  }
  return { falling: [...falling, ...left.falling.slice(taken)], pairs };
}
