import type { CompiledItem, CompiledScheme, Rules } from '../scoring/compile-rubric.ts';
import {
  add,
  compareExact,
  isZero,
  least,
  most,
  multiply,
  negate,
  subtract,
  sum,
  toPoints,
  zero,
  type Exact,
} from '../scoring/exact.ts';
import type { MarkedItem } from '../scoring/mark-item.ts';
import { printed, type MarkedPart, type MarkedUnit } from '../scoring/mark-unit.ts';
import type { Bilingual } from '../values.ts';
import { compareOrders } from './compare-orders.ts';

/**
 * How much of the ranking an item decides (这一项决定了多少名次): what would change if everybody did as well there as the best
 * unit.
 *
 * That everybody had the mean, or that the item were not there, comes to the same order, since a total moves by the same
 * points for all. What a unit loses against its own full marks is what is made equal, which also holds where the item does
 * not apply to some units and their full marks lie elsewhere. Measured among the units of one scheme, since others do not
 * have the item.
 */
export type Sensitivity = Readonly<{
  scheme: string;
  code: string;
  label: Bilingual;
  /**
   * The lowest and the highest points that the item's own rule gave, before effects, among the units to which it applies;
   * null when it applies to none.
   */
  lowest: string | null;
  highest: string | null;
  /** How many of the scheme's units lose nothing here, of so many. */
  full: number;
  units: number;
  /** Whether the item tells any two units apart at all. */
  separates: boolean;
  /** Pairs of units that stand one above the other and would change places or stand equal, of so many pairs in all. */
  decided: number;
  pairs: number;
  /** How many units would have another rank, and the most ranks that one would move. */
  moved: number;
  largestMove: number;
}>;

/** A unit of a scheme with its printed total. */
export type Member = Readonly<{ marked: MarkedUnit; total: Exact }>;

/** The sensitivity of every item of a scheme; none where the scheme has no units. */
export function sensitivityOf(
  rules: Rules,
  scheme: CompiledScheme,
  members: readonly Member[],
): Sensitivity[] {
  if (members.length === 0) return [];
  const totals = members.map((each) => each.total);
  const ranks = ranksOf(totals);
  return scheme.items.map((item): Sensitivity => {
    const given = members.flatMap(({ marked }) => findItem(marked, item) ?? []);
    const points = given
      .filter((each) => each.applies)
      .map(ownPoints)
      .sort(compareExact);
    const losses = given.map((each) => subtract(each.maximum, ownPoints(each)));
    const best = losses.reduce(least, losses[0] ?? zero);
    const evened = members.map((each) => totalWithLoss(rules, each, item, best));
    const { swapped, joined } = compareOrders(totals, evened);
    const moves = ranksOf(evened).map((rank, index) => Math.abs(rank - (ranks[index] ?? rank)));
    return {
      scheme: scheme.scheme.id,
      code: item.item.code,
      label: item.item.label,
      lowest: shown(points[0]),
      highest: shown(points.at(-1)),
      full: losses.filter((each) => compareExact(each, zero) <= 0).length,
      units: members.length,
      separates: losses.some((each) => compareExact(each, losses[0] ?? zero) !== 0),
      decided: swapped + joined,
      pairs: (members.length * (members.length - 1)) / 2,
      moved: moves.filter((each) => each > 0).length,
      largestMove: Math.max(0, ...moves),
    };
  });
}

/** What the item's own rule gave; what an effect did to it is not the item's doing. */
function ownPoints({ points, steps }: MarkedItem): Exact {
  return subtract(points, sum(steps.filter((step) => step.code === 'effect').map((step) => step.points)));
}

function shown(points: Exact | undefined): string | null {
  return points === undefined ? null : toPoints(points);
}

function findItem({ parts }: MarkedUnit, item: CompiledItem): MarkedItem | undefined {
  for (const part of parts) for (const each of part.items) if (each.of === item) return each;
  return undefined;
}

/**
 * A unit's total if it lost so much for an item, neither more nor less. Limits and rounding are taken again; effects
 * stay as they acted, since the question is what the item decides and not what else could have happened.
 */
function totalWithLoss(rules: Rules, { marked, total }: Member, item: CompiledItem, loss: Exact): Exact {
  if (isSettled(marked)) return total;
  const part = marked.parts.find((each) => each.items.some((one) => one.of === item));
  const own = part?.items.find((each) => each.of === item);
  if (part === undefined || own === undefined || !own.applies || isHeld(own.steps) || isHeld(part.steps))
    return total;
  const change = subtract(subtract(own.maximum, loss), own.points);
  if (isZero(change)) return total;
  const moved = subtract(worthOf(part, add(part.sum, change)), worthOf(part, part.sum));
  // What effects of other units did, after the unit itself was scored, stays beside it.
  const late = subtract(total, marked.total);
  return add(printed(rules, marked.scheme, add(marked.raw, moved)), late);
}

/** Whether an effect has said what the total is. */
function isSettled({ effects, steps }: MarkedUnit): boolean {
  return (
    effects.some(({ effect }) => effect.then.some((each) => each.kind === 'fix' || each.kind === 'veto')) ||
    effects.some(
      ({ effect }) =>
        effect.then.some((each) => each.kind === 'cap' && each.of === 'total') &&
        steps.some((step) => step.code === 'effect' && step.effect === effect),
    )
  );
}

function isHeld(steps: MarkedPart['steps']): boolean {
  return steps.some((step) => step.code === 'effect');
}

/** What a part comes to in the total when its items come to so much. */
function worthOf({ of }: MarkedPart, items: Exact): Exact {
  const limited =
    of.most === null
      ? items
      : of.part.kind === 'deductions'
        ? most(items, negate(of.most))
        : least(items, of.most);
  return multiply(limited, of.weight);
}

/** Ranks from the highest; equal totals share one and the next is skipped. In the order of the list. */
function ranksOf(totals: readonly Exact[]): number[] {
  const standing = totals
    .map((total, index) => ({ total, index }))
    .sort((a, b) => compareExact(b.total, a.total));
  const ranks = totals.map(() => 0);
  let rank = 0;
  standing.forEach(({ total, index }, place) => {
    const above = standing[place - 1];
    if (above === undefined || compareExact(above.total, total) !== 0) rank = place + 1;
    ranks[index] = rank;
  });
  return ranks;
}
