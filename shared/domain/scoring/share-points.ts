import type { CompiledItem, CompiledScheme } from './compile-rubric.ts';
import { add, divide, multiply, ratio, sum, zero, type Exact } from './exact.ts';
import type { UnitInputs } from './inputs.ts';

/** What an item got from items that do not apply: how much its maximum grew, by what factor, and from which items. */
export type Share = Readonly<{ extra: Exact; factor: Exact; from: readonly string[] }>;

const whole: Exact = 1_000_000;

/**
 * Shares out the points of the items that do not apply to a unit, so that its full marks stay what they are. Shares are
 * worked out in weighted points, since a point may be worth more in one part than in another, and from the maxima of the
 * rubric, so that the order of the items never matters. Items whose part is left without any applying item share with the
 * whole scheme.
 * @returns by item code, what each applying item got; items that got nothing are not in it
 */
export function sharePoints(scheme: CompiledScheme, unit: UnitInputs): ReadonlyMap<string, Share> {
  const giving = scheme.items.filter((each) => each.part.kind === 'points');
  const applying = giving.filter((each) => isApplicable(each, unit));
  const got = new Map<string, { weighted: Exact; from: string[] }>();
  const give = (to: CompiledItem, weighted: Exact, from: string) => {
    const before = got.get(to.item.code) ?? { weighted: zero, from: [] };
    got.set(to.item.code, { weighted: add(before.weighted, weighted), from: [...before.from, from] });
  };
  for (const each of giving) {
    const { notApplicable: how, code } = each.item;
    if (how === null || isApplicable(each, unit)) continue;
    const points = worth(each);
    if (how.method === 'move') {
      const to = applying.find((one) => one.item.code === how.to);
      if (to !== undefined) give(to, points, code);
      continue;
    }
    const inPart = applying.filter((one) => one.part === each.part);
    const among = how.within === 'part' && inPart.length > 0 ? inPart : applying;
    const all = sum(among.map(worth));
    for (const one of among) {
      const share =
        how.method === 'spread' ? divide(points, among.length) : multiply(points, ratio(worth(one), all));
      give(one, share, code);
    }
  }
  return new Map(
    applying.flatMap((each): [string, Share][] => {
      const share = got.get(each.item.code);
      if (share === undefined) return [];
      const extra = ratio(share.weighted, each.weight);
      return [[each.item.code, { extra, factor: add(whole, ratio(extra, each.full)), from: share.from }]];
    }),
  );
}

/** Whether an item applies to a unit. What the rubric does not allow to be left out always applies. */
export function isApplicable(each: CompiledItem, unit: UnitInputs): boolean {
  return each.item.notApplicable === null || unit.items[each.item.code]?.notApplicable === undefined;
}

/** What an item's full marks are worth in the total. */
function worth(each: CompiledItem): Exact {
  return multiply(each.full, each.weight);
}
