import { onTopMost, partMost } from '../rubric/rubric-faults.ts';
import type { Band, Effect, Item, Part, Rubric, Scheme } from '../rubric/rubric.ts';
import { add, least, multiply, negate, parseExact, sum, zero, type Exact } from './exact.ts';
import type { CompiledRule } from './marks.ts';
import { count } from './rules/count.ts';
import { deductions } from './rules/deductions.ts';
import { graded } from './rules/graded.ts';
import { imported } from './rules/imported.ts';
import { presence } from './rules/presence.ts';
import { target } from './rules/target.ts';

/** A rubric made ready for scoring: decimals read once, every rule bound to its item. */
export type Rules = Readonly<{
  rubric: Rubric;
  schemes: readonly CompiledScheme[];
  /** The scheme of a class of unit. @throws RangeError when there is none */
  schemeFor: (unitClass: string) => CompiledScheme;
}>;

export type CompiledScheme = Readonly<{
  scheme: Scheme;
  parts: readonly CompiledPart[];
  items: readonly CompiledItem[];
  /** Whether any item may be not applicable, so that its points are shared. */
  sharing: boolean;
  least: Exact;
  most: Exact | null;
  /** Effects known from the unit alone, and those that wait until all units are scored. */
  effects: readonly Effect[];
  lateEffects: readonly Effect[];
  bands: readonly Readonly<{ band: Band; from: Exact }>[];
  /** Full marks, and the most there is with bonus parts and what goes on top. */
  base: Exact;
  withBonus: Exact;
}>;

export type CompiledPart = Readonly<{
  part: Part;
  weight: Exact;
  most: Exact | null;
  /** What the part adds to full marks; 0 for a bonus or deductions. */
  maximum: Exact;
  items: readonly CompiledItem[];
}>;

export type CompiledItem = Readonly<{
  item: Item;
  part: Part;
  weight: Exact;
  /** Full marks; 0 for a deduction. */
  full: Exact;
  least: Exact;
  /** The most the item gives, what is on top included. */
  most: Exact;
  /** What it counts without evidence: 0, or the fixed minus of `presence`. */
  withoutEvidence: Exact;
  causes: readonly Readonly<{ cause: Item['causes'][number]; points: Exact }>[];
  rule: CompiledRule;
}>;

/** Makes a rubric ready for scoring. */
export function compileRubric(rubric: Rubric): Rules {
  const schemes = rubric.schemes.map(compileScheme);
  const byClass = new Map(
    schemes.flatMap((each) =>
      each.scheme.classes === 'all' ? [] : each.scheme.classes.map((name) => [name, each] as const),
    ),
  );
  const forAll = schemes.find((each) => each.scheme.classes === 'all');
  return {
    rubric,
    schemes,
    schemeFor: (unitClass) => {
      const found = forAll ?? byClass.get(unitClass);
      if (found === undefined)
        throw new RangeError(`The rubric has no scheme for units of class ${unitClass}`);
      return found;
    },
  };
}

function compileScheme(scheme: Scheme): CompiledScheme {
  const parts = scheme.parts.map(compilePart);
  const most = scheme.limits.most === null ? null : parseExact(scheme.limits.most);
  const base = parseExact(scheme.total);
  const highest = sum(parts.map((each) => multiply(highestOf(each), each.weight)));
  const late = (effect: Effect) => effect.when.some((each) => each.kind === 'child-failed');
  return {
    scheme,
    parts,
    items: parts.flatMap((each) => each.items),
    sharing: scheme.parts.some((part) => part.items.some((item) => item.notApplicable !== null)),
    least: parseExact(scheme.limits.least),
    most,
    effects: scheme.effects.filter((each) => !late(each)),
    lateEffects: scheme.effects.filter(late),
    bands: scheme.bands.map((band) => ({ band, from: parseExact(band.from) })),
    base,
    withBonus: most === null ? highest : least(highest, most),
  };
}

function highestOf({ part, items, most }: CompiledPart): Exact {
  if (part.kind === 'deductions') return zero;
  const highest = sum(items.map((each) => each.most));
  return most === null ? highest : least(highest, most);
}

function compilePart(part: Part): CompiledPart {
  const weight = parseExact(part.weight);
  return {
    part,
    weight,
    // A limit of a part of the full marks is the sum of its items, which points from items that do not apply may raise.
    most: part.most === null || part.kind === 'points' ? null : parseExact(part.most),
    maximum: part.kind === 'points' ? multiply(partMost(part), weight) : zero,
    items: part.items.map((item) => compileItem(part, item, weight)),
  };
}

/** The least and the most that an item gives, what is on top included; of deductions, the most that it takes and nothing. */
export function itemRange(part: Pick<Part, 'kind'>, item: Item): Readonly<{ least: Exact; most: Exact }> {
  const points = parseExact(item.points);
  if (part.kind === 'deductions') return { least: negate(points), most: zero };
  return { least: least(zero, withoutEvidenceOf(item)), most: add(points, onTopMost(item)) };
}

function withoutEvidenceOf({ rule }: Item): Exact {
  return rule.kind === 'presence' ? parseExact(rule.missing) : zero;
}

function compileItem(part: Part, item: Item, weight: Exact): CompiledItem {
  return {
    item,
    part,
    weight,
    full: part.kind === 'deductions' ? zero : parseExact(item.points),
    ...itemRange(part, item),
    withoutEvidence: withoutEvidenceOf(item),
    causes: item.causes.map((cause) => ({ cause, points: parseExact(cause.points) })),
    rule: compileRule(part, item),
  };
}

function compileRule(part: Part, item: Item): CompiledRule {
  const { rule } = item;
  switch (rule.kind) {
    case 'presence':
      return presence({ ...item, rule });
    case 'count':
      return count({ ...item, rule });
    case 'target':
      return target({ ...item, rule });
    case 'graded':
      return graded({ ...item, rule });
    case 'imported':
      return imported({ ...item, rule });
    case 'deductions':
      return deductions({ ...item, rule }, part.kind === 'deductions' ? 'nothing' : 'full');
  }
}
