import type { Item } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import {
  add,
  compareExact,
  divide,
  least,
  most,
  negate,
  parseExact,
  rounded,
  subtract,
  sum,
  times,
  toPoints,
  zero,
  type Exact,
  type RoundingMode,
} from './exact.ts';
import type { ItemInputs, UnitInputs } from './inputs.ts';
import { words } from './words.ts';

/** One step of an item's arithmetic; the steps' points add up to the item's. */
export type ScoreStep = Readonly<{ code: string; text: Bilingual; points: Exact }>;

/** An item's points before effects. */
export type ScoredItem = Readonly<{
  item: Item;
  facts: Readonly<Record<string, string | number | boolean | null>>;
  steps: readonly ScoreStep[];
  points: Exact;
  bonus: Exact;
  acted: readonly string[];
  reason: Bilingual;
  raise: Readonly<{ by: Exact; change: Bilingual }> | null;
  noEvidence: boolean;
  maximumLoss: Exact;
}>;

type Rounding = Readonly<{ places: number; mode: RoundingMode }>;
type Mean = Readonly<{ points: Exact; steps: readonly ScoreStep[]; acted: readonly string[] }>;
type Rule<Kind extends Item['rule']['kind']> = Extract<Item['rule'], { kind: Kind }>;

const nothingHandedIn: ItemInputs = { evidence: 0 };

/** Gives one item its points from the unit's inputs. Pure: the same inputs give the same result, in any order. */
export function scoreItem(item: Item, unit: UnitInputs, rounding: Rounding): ScoredItem {
  const given = unit.items[item.code] ?? nothingHandedIn;
  if (item.evidence === 'required' && given.evidence === 0) return withoutEvidence(item);
  const { rule } = item;
  switch (rule.kind) {
    case 'presence':
      return presence(item, given);
    case 'graded':
      return graded(item, given, rounding);
    case 'kinds':
      return kinds(item, rule, given);
    case 'target':
      return target(item, rule, unit);
    case 'causes':
      return causes(item, rule, given, rounding);
    case 'deductions':
      return deductions(item, given);
  }
}

function withoutEvidence(item: Item): ScoredItem {
  const full = parseExact(item.points);
  return {
    ...plain(item),
    facts: { evidence: 0 },
    reason: words.noEvidence(),
    noEvidence: true,
    raise:
      item.rule.kind === 'kinds'
        ? kindsRaise(item.rule, full)
        : { by: full, change: words.raiseEvidence(item.points) },
  };
}

function presence(item: Item, given: ItemInputs): ScoredItem {
  const full = parseExact(item.points);
  return {
    ...plain(item),
    facts: { evidence: given.evidence },
    steps: [{ code: 'evidence', text: words.evidence(given.evidence), points: full }],
    points: full,
    reason: words.fullMarks(item.points),
  };
}

/**
 * What assessors gave: their mean, rounded once, and never more than the item has. The product refuses more at its door; a
 * file that a person wrote may still say it.
 */
function mean(item: Item, given: ItemInputs, rounding: Rounding): Mean | null {
  const assessments = given.assessments ?? [];
  if (assessments.length === 0) return null;
  const total = sum(assessments.map((each) => parseExact(each.points)));
  const plainly = rounded(divide(total, assessments.length), rounding.places, rounding.mode);
  const points = least(plainly, parseExact(item.points));
  const over = subtract(plainly, points);
  const text = words.given(toPoints(plainly), assessments.length);
  const asGiven = { code: 'given', text, points: plainly };
  if (compareExact(over, zero) === 0) return { points, steps: [asGiven], acted: [] };
  const cap = { code: 'item-cap', text: words.givenCap(item.points), points: negate(over) };
  return { points, steps: [asGiven, cap], acted: ['item-cap'] };
}

function reasonsOf(given: ItemInputs): string[] {
  return (given.assessments ?? []).flatMap((each) => (each.reason === null ? [] : [each.reason]));
}

function graded(item: Item, given: ItemInputs, rounding: Rounding): ScoredItem {
  const averaged = mean(item, given, rounding);
  if (averaged === null) return notGiven(item, given);
  const { points, steps, acted } = averaged;
  const missing = subtract(parseExact(item.points), points);
  const full = compareExact(missing, zero) === 0;
  const assessors = given.assessments?.length ?? 0;
  return {
    ...plain(item),
    facts: { evidence: given.evidence, assessors },
    steps,
    points,
    acted,
    reason: full
      ? words.fullMarks(item.points)
      : words.givenWhy(toPoints(points), item.points, reasonsOf(given)),
    raise: full ? null : { by: missing, change: words.raiseGiven(toPoints(missing)) },
  };
}

function notGiven(item: Item, given: ItemInputs): ScoredItem {
  const full = parseExact(item.points);
  return {
    ...plain(item),
    facts: { evidence: given.evidence, assessors: 0 },
    reason: words.notGiven(),
    raise: { by: full, change: words.raiseGiven(item.points) },
  };
}

function kinds(item: Item, rule: Rule<'kinds'>, given: ItemInputs): ScoredItem {
  const count = new Set(given.kinds ?? []).size;
  const full = parseExact(item.points);
  const earned = times(parseExact(rule.each), count);
  const points = least(earned, full);
  const capped = compareExact(earned, full) > 0;
  const missing = subtract(full, points);
  return {
    ...plain(item),
    facts: { evidence: given.evidence, kinds: count },
    steps: [
      { code: 'kinds', text: words.kinds(count, rule.each), points: earned },
      ...(capped ? [{ code: 'cap', text: words.overCap(item.points), points: subtract(full, earned) }] : []),
    ],
    points,
    acted: capped ? ['item-cap'] : [],
    reason: words.kindsWhy(count, rule.each, toPoints(points), item.points),
    raise: compareExact(missing, zero) === 0 ? null : kindsRaise(rule, missing),
  };
}

function kindsRaise(rule: Rule<'kinds'>, missing: Exact): ScoredItem['raise'] {
  const by = least(parseExact(rule.each), missing);
  return { by, change: words.raiseKind(toPoints(by)) };
}

/**
 * A count against a target. Short: so much off for each step short, never more than the item has; so a unit whose target is
 * small can never lose all of it. Over: so much on top for each full step over, up to a limit.
 */
function target(item: Item, rule: Rule<'target'>, unit: UnitInputs): ScoredItem {
  const count = unit.measures[rule.measure]?.count ?? 0;
  const full = parseExact(item.points);
  const off = (counted: number) => {
    const short = Math.ceil(Math.max(0, unit.target - counted) / rule.shortfall.every);
    return least(times(parseExact(rule.shortfall.points), short), full);
  };
  const onTop = (counted: number) => {
    if (rule.bonus === null) return zero;
    const over = Math.floor(Math.max(0, counted - unit.target) / rule.bonus.every);
    return least(times(parseExact(rule.bonus.points), over), parseExact(rule.bonus.most));
  };
  const at = (counted: number) => add(subtract(full, off(counted)), onTop(counted));
  const points = at(count);
  return {
    ...plain(item),
    facts: { count, target: unit.target, registered: unit.measures[rule.measure]?.registered ?? 0 },
    ...targetSteps(item, rule, count, unit.target, off(count), onTop(count)),
    points,
    bonus: onTop(count),
    reason: words.target(count, unit.target, toPoints(points)),
    raise: targetRaise(count, unit.target, rule, at),
    maximumLoss: off(0),
  };
}

function targetSteps(
  item: Item,
  rule: Rule<'target'>,
  count: number,
  wanted: number,
  off: Exact,
  onTop: Exact,
): Pick<ScoredItem, 'steps' | 'acted'> {
  const steps: ScoreStep[] = [
    { code: 'base', text: words.base(item.points), points: parseExact(item.points) },
  ];
  const acted: string[] = [];
  const limit = (code: string, text: Bilingual, plainly: Exact, limited: Exact) => {
    if (compareExact(plainly, limited) === 0) return;
    steps.push({ code, text, points: subtract(limited, plainly) });
    acted.push(code);
  };
  if (count < wanted) {
    const { every, points } = rule.shortfall;
    const plainly = negate(times(parseExact(points), Math.ceil((wanted - count) / every)));
    steps.push({ code: 'short', text: words.short(wanted - count, every, points), points: plainly });
    limit('item-floor', words.shortFloor(), plainly, negate(off));
  } else if (rule.bonus !== null && count > wanted) {
    const { every, points } = rule.bonus;
    const plainly = times(parseExact(points), Math.floor((count - wanted) / every));
    steps.push({ code: 'over', text: words.over(count - wanted, every, points), points: plainly });
    limit('bonus-cap', words.overCap(rule.bonus.most), plainly, onTop);
  }
  return { steps, acted };
}

/** The fewest more items that raise the points; below the target, all that are missing are named since each one counts. */
function targetRaise(
  count: number,
  wanted: number,
  rule: Rule<'target'>,
  at: (counted: number) => Exact,
): ScoredItem['raise'] {
  const nextBonus =
    rule.bonus === null ? null : rule.bonus.every - (Math.max(0, count - wanted) % rule.bonus.every);
  const more = count < wanted ? wanted - count : nextBonus;
  if (more === null) return null;
  const by = subtract(at(count + more), at(count));
  return compareExact(by, zero) > 0 ? { by, change: words.raisePublish(more, toPoints(by)) } : null;
}

function causes(item: Item, rule: Rule<'causes'>, given: ItemInputs, rounding: Rounding): ScoredItem {
  const averaged = mean(item, given, rounding);
  if (averaged === null) return notGiven(item, given);
  const base = averaged.points;
  const found = rule.causes.filter((cause) => given.checks?.[cause.id] === true);
  const off = sum(found.map((cause) => parseExact(cause.points)));
  const plainly = subtract(base, off);
  const points = most(plainly, zero);
  const floored = compareExact(plainly, zero) < 0;
  const [first] = found;
  const full = compareExact(points, parseExact(item.points)) === 0;
  const missing = subtract(parseExact(item.points), points);
  const sentences = found.map((cause) => words.cause(cause.label, cause.points));
  const graded = words.givenWhy(toPoints(base), item.points, reasonsOf(given));
  return {
    ...plain(item),
    facts: {
      assessors: given.assessments?.length ?? 0,
      ...Object.fromEntries(rule.causes.map((cause) => [cause.id, given.checks?.[cause.id] === true])),
    },
    steps: [
      ...averaged.steps,
      ...found.map((cause) => ({
        code: cause.id,
        text: words.cause(cause.label, cause.points),
        points: negate(parseExact(cause.points)),
      })),
      ...(floored ? [{ code: 'item-floor', text: words.itemFloor(), points: negate(plainly) }] : []),
    ],
    points,
    acted: [...averaged.acted, ...(floored ? ['item-floor'] : [])],
    reason: full
      ? words.fullMarks(item.points)
      : {
          zh: [graded.zh, ...sentences.map((each) => `${each.zh}。`)].join(''),
          en: [graded.en, ...sentences.map((each) => `${each.en}.`)].join(' '),
        },
    raise: full
      ? null
      : first === undefined || floored
        ? { by: missing, change: words.raiseGiven(toPoints(missing)) }
        : { by: parseExact(first.points), change: words.raiseCause(first.label, first.points) },
  };
}

/** What a lead body took, together never more than the item may take. */
function deductions(item: Item, given: ItemInputs): ScoredItem {
  const lines = given.deductions ?? [];
  const limit = parseExact(item.points);
  const plainly = sum(lines.map((line) => parseExact(line.points)));
  const taken = least(plainly, limit);
  const capped = compareExact(plainly, limit) > 0;
  return {
    ...plain(item),
    facts: { deductions: lines.length },
    steps: [
      ...lines.map((line) => ({
        code: 'taken',
        text: words.taken(line.fact, line.points),
        points: negate(parseExact(line.points)),
      })),
      ...(capped
        ? [{ code: 'item-cap', text: words.takenCap(item.points), points: subtract(plainly, limit) }]
        : []),
    ],
    points: negate(taken),
    acted: capped ? ['item-cap'] : [],
    reason: lines.length === 0 ? words.nothingTaken() : words.takenWhy(toPoints(taken), lines.length),
  };
}

/** An item as it stands before its rule has said anything. */
function plain(item: Item): ScoredItem {
  return {
    item,
    facts: {},
    steps: [],
    points: zero,
    bonus: zero,
    acted: [],
    reason: words.notGiven(),
    raise: null,
    noEvidence: false,
    maximumLoss: parseExact(item.points),
  };
}
