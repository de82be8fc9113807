import type { Condition, Consequence, Effect } from '../rubric/rubric.ts';
import type { CompiledPart, CompiledScheme, Rules } from './compile-rubric.ts';
import {
  add,
  compareExact,
  isZero,
  least,
  most,
  multiply,
  negate,
  parseExact,
  rounded,
  subtract,
  times,
  zero,
  type Exact,
} from './exact.ts';
import type { UnitInputs } from './inputs.ts';
import { givenFor, markItem, setAside, type MarkedItem } from './mark-item.ts';
import type { MarkStep } from './marks.ts';
import { isApplicable, sharePoints } from './share-points.ts';

/** A part's points: its items', held to its limit, times its weight; the steps are what moved the items' sum. */
export type MarkedPart = Readonly<{
  of: CompiledPart;
  items: readonly MarkedItem[];
  /** Before the weight. */
  sum: Exact;
  steps: readonly MarkStep[];
  points: Exact;
}>;

/** An effect that acted, and by how much it changed the total. */
export type ActedEffect = Readonly<{ effect: Effect; points: Exact; document: string | null }>;

/** A unit's points, item by item and step by step, as facts. Words are made from this by `scoreUnit`. */
export type MarkedUnit = Readonly<{
  scheme: CompiledScheme;
  unit: UnitInputs;
  parts: readonly MarkedPart[];
  /** What moved the total beside the parts; with the parts' points they add up to the total. */
  steps: readonly MarkStep[];
  /** Before the total's limits and rounding. */
  raw: Exact;
  total: Exact;
  effects: readonly ActedEffect[];
  /** The effect by which the unit failed, or null. */
  failed: Effect | null;
}>;

/**
 * The arithmetic of one unit, from its own facts alone: items, parts, the city's deductions, effects in their order, the
 * total's limits, rounding.
 */
export function markUnit(rules: Rules, unit: UnitInputs): MarkedUnit {
  const scheme = rules.schemeFor(unit.class);
  const standing = startOf(rules, scheme, unit);
  const effects = scheme.effects.flatMap((effect): ActedEffect[] => act(rules, standing, effect));
  const raw = runningTotal(standing);
  const total = finish(rules, standing, raw);
  return {
    scheme,
    unit,
    parts: standing.parts,
    steps: standing.steps,
    raw,
    total,
    effects,
    failed: standing.failed,
  };
}

/** How a unit stands while its effects are taken one after another. */
type Standing = {
  readonly scheme: CompiledScheme;
  readonly unit: UnitInputs;
  parts: MarkedPart[];
  readonly steps: MarkStep[];
  fixed: boolean;
  vetoed: boolean;
  failed: Effect | null;
};

function startOf(rules: Rules, scheme: CompiledScheme, unit: UnitInputs): Standing {
  const { rounding } = rules.rubric;
  const allApply = !scheme.sharing || scheme.items.every((each) => isApplicable(each, unit));
  const shares = allApply ? null : sharePoints(scheme, unit);
  const parts = scheme.parts.map((part) => {
    const items = part.items.map((each) => {
      const given = givenFor(each, unit);
      return allApply || isApplicable(each, unit)
        ? markItem(each, unit, given, shares?.get(each.item.code) ?? null, rounding)
        : setAside(each, given.notApplicable?.reason ?? '');
    });
    return markPart(part, items, []);
  });
  return {
    scheme,
    unit,
    parts,
    steps: citySteps(rules.rubric.cityDeductionFactor, unit),
    fixed: false,
    vetoed: false,
    failed: null,
  };
}

const noSteps: readonly MarkStep[] = [];

/** @param caps what effects hold the part to, each with its step's effect */
function markPart(
  of: CompiledPart,
  items: readonly MarkedItem[],
  caps: readonly Readonly<{ effect: Effect; most: Exact }>[],
): MarkedPart {
  let points: Exact = zero;
  for (const item of items) points = add(points, item.points);
  if (of.most === null && caps.length === 0 && isOne(of.weight)) {
    return { of, items, sum: points, steps: noSteps, points };
  }
  const steps: MarkStep[] = [];
  if (of.most !== null) {
    const limited = of.part.kind === 'deductions' ? most(points, negate(of.most)) : least(points, of.most);
    if (limited !== points) steps.push({ code: 'part-cap', points: subtract(limited, points) });
    points = limited;
  }
  for (const { effect, most: cap } of caps) {
    if (compareExact(points, cap) <= 0) continue;
    steps.push({ code: 'effect', points: subtract(cap, points), effect });
    points = cap;
  }
  const weighted = multiply(points, of.weight);
  if (!isOne(of.weight)) steps.push({ code: 'weight', points: subtract(weighted, points) });
  return { of, items, sum: points, steps, points: weighted };
}

function isOne(weight: Exact): boolean {
  return weight === 1_000_000;
}

/** What the city took from the body that is this unit, times the rubric's factor; the items' ranges do not limit it. */
function citySteps(factor: number | null, unit: UnitInputs): MarkStep[] {
  if (factor === null || unit.cityDeductions.length === 0) return [];
  return unit.cityDeductions.map((each) => ({
    code: 'city-deduction',
    points: negate(times(parseExact(each.points), factor)),
    item: each.item,
    document: each.document,
    taken: each.points,
    factor,
  }));
}

function runningTotal(of: Standing): Exact {
  let total: Exact = zero;
  for (const part of of.parts) total = add(total, part.points);
  for (const step of of.steps) total = add(total, step.points);
  return total;
}

function act(rules: Rules, standing: Standing, effect: Effect): ActedEffect[] {
  if (standing.vetoed || !effect.when.every((each) => holds(rules, standing, each))) return [];
  const before = runningTotal(standing);
  for (const consequence of effect.then) {
    follow(standing, effect, consequence);
    // A veto ends the scoring: what is written behind it moves nothing.
    if (consequence.kind === 'veto') break;
  }
  const document = incidentsOf(standing.unit, effect)[0]?.document ?? null;
  return [{ effect, points: subtract(runningTotal(standing), before), document }];
}

function follow(standing: Standing, effect: Effect, consequence: Consequence): void {
  switch (consequence.kind) {
    case 'zero':
      setToZero(standing, consequence.of, effect);
      break;
    case 'cap':
      cap(standing, consequence.of, parseExact(consequence.most), effect);
      break;
    case 'take': {
      const often = consequence.each ? incidentsOf(standing.unit, effect).length : 1;
      moveTotal(standing, negate(times(parseExact(consequence.points), often)), effect);
      break;
    }
    case 'fix':
      moveTotal(standing, subtract(parseExact(consequence.points), runningTotal(standing)), effect);
      standing.fixed = true;
      break;
    case 'fail':
      standing.failed ??= effect;
      break;
    case 'veto':
      veto(standing, effect);
      break;
  }
}

/** The incidents that an effect goes by, in the order of the inputs. */
function incidentsOf(unit: UnitInputs, effect: Effect): UnitInputs['incidents'] {
  const kinds = effect.when.flatMap((each) => (each.kind === 'incident' ? [each.incident] : []));
  return kinds.length === 0 ? [] : unit.incidents.filter((each) => kinds.includes(each.kind));
}

function holds(rules: Rules, standing: Standing, condition: Condition): boolean {
  const { unit } = standing;
  switch (condition.kind) {
    case 'incident': {
      let found = 0;
      for (const each of unit.incidents) if (each.kind === condition.incident) found += 1;
      return found >= condition.atLeast;
    }
    case 'measure': {
      const counted = unit.measures[condition.measure]?.count ?? 0;
      return counted < (condition.below === 'target' ? unit.target : condition.below);
    }
    case 'score': {
      const reached = compareExact(scoreOf(rules, standing, condition.of), parseExact(condition.points)) >= 0;
      return condition.is === 'at-least' ? reached : !reached;
    }
    case 'cause': {
      const found = unit.items[condition.item]?.checks?.[condition.cause];
      return found === true || (typeof found === 'number' && found > 0);
    }
    case 'child-failed':
      return false;
  }
}

/** Totals are compared as they would be printed: what shows 60 has reached 60. */
function scoreOf(rules: Rules, standing: Standing, code: string): Exact {
  if (code === 'total') return printed(rules, standing.scheme, runningTotal(standing));
  if (code === 'base') {
    let base = runningTotal(standing);
    for (const part of standing.parts) {
      if (part.of.part.kind === 'bonus') base = subtract(base, part.points);
    }
    return printed(rules, standing.scheme, base);
  }
  for (const part of standing.parts) {
    if (part.of.part.code === code) return part.sum;
    for (const item of part.items) if (item.of.item.code === code) return item.points;
  }
  return zero;
}

/** A total within its limits and rounded, as a report would show it. */
export function printed(rules: Rules, scheme: CompiledScheme, total: Exact): Exact {
  const { rounding } = rules.rubric;
  const limited = within(scheme, total);
  return rounding.at === 'total' ? rounded(limited, rounding.places, rounding.mode) : limited;
}

function within(scheme: CompiledScheme, total: Exact): Exact {
  const above = most(total, scheme.least);
  return scheme.most === null ? above : least(above, scheme.most);
}

function setToZero(standing: Standing, codes: readonly string[], effect: Effect): void {
  standing.parts = standing.parts.map((part) => {
    const whole = codes.includes(part.of.part.code);
    if (!whole && !part.items.some((item) => codes.includes(item.of.item.code))) return part;
    const items = part.items.map((item) =>
      whole || codes.includes(item.of.item.code) ? heldTo(item, zero, effect, 'exactly') : item,
    );
    return markPart(part.of, items, capsOn(part));
  });
}

function cap(standing: Standing, code: string, limit: Exact, effect: Effect): void {
  if (code === 'total') {
    const total = runningTotal(standing);
    if (compareExact(total, limit) > 0) moveTotal(standing, subtract(limit, total), effect);
    return;
  }
  standing.parts = standing.parts.map((part) => {
    if (part.of.part.code === code) {
      return markPart(part.of, part.items, [...capsOn(part), { effect, most: limit }]);
    }
    if (!part.items.some((item) => item.of.item.code === code)) return part;
    const items = part.items.map((item) =>
      item.of.item.code === code ? heldTo(item, limit, effect, 'at-most') : item,
    );
    return markPart(part.of, items, capsOn(part));
  });
}

/** What earlier effects hold a part to, read back from its steps: the limit is where the step left the points. */
function capsOn(part: MarkedPart): Readonly<{ effect: Effect; most: Exact }>[] {
  const caps: { effect: Effect; most: Exact }[] = [];
  let points: Exact = zero;
  for (const item of part.items) points = add(points, item.points);
  for (const step of part.steps) {
    points = add(points, step.points);
    if (step.code === 'effect') caps.push({ effect: step.effect, most: points });
  }
  return caps;
}

function heldTo(item: MarkedItem, limit: Exact, effect: Effect, how: 'exactly' | 'at-most'): MarkedItem {
  const above = compareExact(item.points, limit) > 0;
  if (!item.applies || (how === 'at-most' && !above)) return item;
  const step: MarkStep = { code: 'effect', points: subtract(limit, item.points), effect };
  return { ...item, steps: [...item.steps, step], points: limit };
}

/** Moves the total, unless it has been fixed. A movement of nothing leaves no step. */
function moveTotal(standing: Standing, points: Exact, effect: Effect): void {
  if (!standing.fixed && !isZero(points)) standing.steps.push({ code: 'effect', points, effect });
}

function veto(standing: Standing, effect: Effect): void {
  setToZero(
    standing,
    standing.parts.map((part) => part.of.part.code),
    effect,
  );
  standing.steps.length = 0;
  standing.vetoed = true;
  standing.failed ??= effect;
}

/** The total's limits and rounding, each as a step; a vetoed unit has its 0 as it is. */
function finish(rules: Rules, standing: Standing, raw: Exact): Exact {
  const { scheme, steps } = standing;
  if (standing.vetoed) return raw;
  const limited = within(scheme, raw);
  if (limited !== raw) {
    const code = compareExact(limited, raw) > 0 ? 'total-floor' : 'total-cap';
    steps.push({ code, points: subtract(limited, raw) });
  }
  const { rounding } = rules.rubric;
  if (rounding.at === 'item') return limited;
  const round = rounded(limited, rounding.places, rounding.mode);
  if (round !== limited) steps.push({ code: 'rounding', points: subtract(round, limited) });
  return round;
}
