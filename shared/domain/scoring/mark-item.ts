import type { Rubric } from '../rubric/rubric.ts';
import type { CompiledItem } from './compile-rubric.ts';
import {
  compareExact,
  multiply,
  negate,
  parseExact,
  rounded,
  subtract,
  sum,
  timesUpToAMillion,
  zero,
  add,
  type Exact,
} from './exact.ts';
import type { ItemInputs, UnitInputs } from './inputs.ts';
import { totalOf, type MarkStep } from './marks.ts';
import type { Share } from './share-points.ts';

/** An item's points, with every step that led to them; the steps add up to the points. */
export type MarkedItem = Readonly<{
  of: CompiledItem;
  steps: readonly MarkStep[];
  points: Exact;
  /** The most the item gives this unit, with what it got from items that do not apply; 0 where it does not apply itself. */
  maximum: Exact;
  applies: boolean;
}>;

const nothingHandedIn: ItemInputs = { evidence: 0 };

/** What a unit handed in for an item. */
export function givenFor(of: CompiledItem, unit: UnitInputs): ItemInputs {
  return unit.items[of.item.code] ?? nothingHandedIn;
}

/**
 * Gives one item its points: the rule, then listed causes, then the item's limits, then its share of what does not apply
 * to the unit, then what was decided after publication, then rounding where the rubric rounds items. Pure: the same facts give the same points, in any order.
 * @param share what the item got from others, or null where nothing was shared
 */
export function markItem(
  of: CompiledItem,
  unit: UnitInputs,
  given: ItemInputs,
  share: Share | null,
  rounding: Rubric['rounding'],
): MarkedItem {
  const steps = earned(of, unit, given);
  if (share !== null) steps.push(...shared(steps, share));
  if (given.decided !== undefined) {
    const { points: decided, reason } = given.decided;
    steps.push({ code: 'decided', points: subtract(parseExact(decided), totalOf(steps)), reason });
  }
  let points = totalOf(steps);
  if (rounding.at === 'item') {
    const round = rounded(points, rounding.places, rounding.mode);
    if (round !== points) steps.push({ code: 'rounding', points: subtract(round, points) });
    points = round;
  }
  return { of, steps, points, maximum: share === null ? of.full : add(of.full, share.extra), applies: true };
}

/** An item that does not apply: nothing, and its reason on record. */
export function setAside(of: CompiledItem, reason: string): MarkedItem {
  return {
    of,
    steps: [{ code: 'not-applicable', points: zero, reason }],
    points: zero,
    maximum: zero,
    applies: false,
  };
}

function earned(of: CompiledItem, unit: UnitInputs, given: ItemInputs): MarkStep[] {
  if (of.item.evidence === 'required' && given.evidence === 0) {
    return [{ code: 'no-evidence', points: of.withoutEvidence }];
  }
  const steps = of.rule.mark(unit, given);
  let points = totalOf(steps);
  if (compareExact(points, of.most) > 0) {
    steps.push({ code: 'item-cap', points: subtract(of.most, points) });
    points = of.most;
  }
  // Nothing can be taken from an item that has nothing left.
  if (of.causes.length > 0 && given.checks !== undefined && compareExact(points, of.least) > 0) {
    const { checks } = given;
    for (const { cause, points: price } of of.causes) {
      const found = timesFound(checks[cause.id], cause.each);
      if (found === 0) continue;
      const step = { code: 'cause', points: negate(timesUpToAMillion(price, found)), cause, found } as const;
      points = add(points, step.points);
      steps.push(step);
    }
  }
  if (compareExact(points, of.least) < 0) {
    const limit = of.part.kind === 'deductions' ? 'item-cap' : 'item-floor';
    steps.push({ code: limit, points: subtract(of.least, points) });
  }
  return steps;
}

/** How often a cause takes its price: once however often it was found, unless the rubric says each time. */
function timesFound(check: boolean | number | undefined, each: boolean): number {
  const found = check === true ? 1 : check === undefined || check === false ? 0 : check;
  return each ? found : Math.min(1, found);
}

/**
 * An item that is worth more because others do not apply: what was earned grows as the item did. What is on top of full
 * marks, and a fixed minus, stay what they are.
 */
function shared(steps: readonly MarkStep[], share: Share): MarkStep[] {
  const grows = subtract(totalOf(steps), onTopOf(steps));
  if (compareExact(grows, zero) <= 0) return [];
  return [{ code: 'shared', points: subtract(multiply(grows, share.factor), grows), from: share.from }];
}

/** What of the points is on top of full marks. */
export function onTopOf(steps: readonly MarkStep[]): Exact {
  return sum(
    steps.filter((step) => step.code === 'over' || step.code === 'bonus-cap').map((step) => step.points),
  );
}
