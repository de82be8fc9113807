import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareOrders } from '../../../../shared/domain/rubric/compare-orders.ts';

const sign = (left: number, right: number) => Math.sign(left - right);

/** Each with each, as nobody would do for 5,000 units. */
function plainly(before: readonly number[], after: readonly number[]) {
  const counts = { swapped: 0, joined: 0, parted: 0 };
  before.forEach((left, at) =>
    before.slice(at + 1).forEach((right, place) => {
      const [old, now] = [sign(left, right), sign(after[at]!, after[at + 1 + place]!)];
      if (old !== 0 && now === -old) counts.swapped += 1;
      if (old !== 0 && now === 0) counts.joined += 1;
      if (old === 0 && now !== 0) counts.parted += 1;
    }),
  );
  return counts;
}

test('a pair changes places, comes to stand equal, or comes apart', () => {
  expect(compareOrders([3, 2, 1], [3, 2, 1])).toEqual({ swapped: 0, joined: 0, parted: 0 });
  expect(compareOrders([3, 2, 1], [1, 2, 3])).toEqual({ swapped: 3, joined: 0, parted: 0 });
  expect(compareOrders([3, 2, 1], [3, 1, 1])).toEqual({ swapped: 0, joined: 1, parted: 0 });
  expect(compareOrders([3, 1, 1], [3, 2, 1])).toEqual({ swapped: 0, joined: 0, parted: 1 });
  expect(compareOrders([], [])).toEqual({ swapped: 0, joined: 0, parted: 0 });
});

test('pairs are counted as comparing each with each would count them', () => {
  const lists = fc
    .array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 40 })
    .map((pairs) => [pairs.map(([before]) => before), pairs.map(([, after]) => after)] as const);
  fc.assert(
    fc.property(lists, ([before, after]) => {
      expect(compareOrders(before, after)).toEqual(plainly(before, after));
      const { swapped, joined, parted } = compareOrders(before, after);
      expect(compareOrders(after, before)).toEqual({ swapped, joined: parted, parted: joined });
    }),
    { seed: 2018, numRuns: 1000 },
  );
});
