import { compareExact, type Exact } from '../scoring/exact.ts';

/**
 * How many pairs of a list do not fall: the earlier value is not above the later one. Counted while merging, so that 5,000
 * values take thousands of steps and not millions.
 */
export function countNotFalling(values: readonly Exact[]): number {
  return sortAndCount(values).pairs;
}

function sortAndCount(values: readonly Exact[]): { sorted: readonly Exact[]; pairs: number } {
  if (values.length < 2) return { sorted: values, pairs: 0 };
  const middle = values.length >> 1;
  const left = sortAndCount(values.slice(0, middle));
  const right = sortAndCount(values.slice(middle));
  const sorted: Exact[] = [];
  let pairs = left.pairs + right.pairs;
  let l = 0;
  for (const each of right.sorted) {
    for (
      let first = left.sorted[l];
      first !== undefined && compareExact(first, each) > 0;
      first = left.sorted[l]
    ) {
      sorted.push(first);
      l += 1;
    }
    // Everything still on the left is not above this and stands before it.
    pairs += left.sorted.length - l;
    sorted.push(each);
  }
  return { sorted: [...sorted, ...left.sorted.slice(l)], pairs };
}
