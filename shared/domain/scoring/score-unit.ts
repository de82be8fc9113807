import type { Effect } from '../rubric/rubric.ts';
import type { Bilingual } from '../values.ts';
import type { CompiledItem, Rules } from './compile-rubric.ts';
import {
  add,
  compareExact,
  isZero,
  subtract,
  sum,
  toPoints,
  toSixPlaces,
  zero,
  type Exact,
} from './exact.ts';
import type { ItemInputs, UnitInputs } from './inputs.ts';
import { givenFor, markItem, onTopOf, type MarkedItem } from './mark-item.ts';
import { markUnit, type ActedEffect, type MarkedPart, type MarkedUnit } from './mark-unit.ts';
import type { MarkStep, Wish } from './marks.ts';
import type { ItemResult, PartResult, Step, UnitScore } from './result.ts';
import { sayStep, type StepPlace } from './say-step.ts';
import { sharePoints } from './share-points.ts';
import { words } from './words.ts';

/** Scores one unit, from its own facts alone, with every step and the reason for it in words. */
export function scoreUnit(rules: Rules, unit: UnitInputs): UnitScore {
  const marked = markUnit(rules, unit);
  const parts = marked.parts.map(partResult);
  const place = {
    ...nowhere,
    least: toPoints(marked.scheme.least),
    most: toPoints(marked.scheme.most ?? zero),
  };
  return {
    unit: unit.unit,
    order: unit.order,
    name: unit.name,
    class: unit.class,
    scheme: marked.scheme.scheme.id,
    target: unit.target,
    raw: toPoints(marked.raw),
    total: toPoints(marked.total),
    parts,
    items: marked.parts.flatMap((part) => part.items.map((item) => itemResult(rules, marked, item))),
    steps: shownSteps(
      marked.steps,
      place,
      marked.total,
      marked.parts.map((part) => toSixPlaces(part.points)),
    ),
    effects: effectsOf(marked),
    failed: marked.failed === null ? null : { code: marked.failed.code, reason: marked.failed.label },
  };
}

const nowhere: StepPlace = { most: '0', weight: '1', least: '0', deducts: false };

/**
 * Steps as a result shows them, to six places. What is shown adds up: where a share has no end in decimals, the last such
 * step takes what is lost in the seventh places, which is less than a millionth for each value that was added.
 * @param from the points, as shown, to which the steps are added
 * @throws RangeError when steps do not add up to their points: a fault of the engine, which must never reach a report
 */
function shownSteps(
  steps: readonly MarkStep[],
  place: StepPlace,
  points: Exact,
  from: readonly Exact[] = [],
): Step[] {
  const shown = steps.map((step) => toSixPlaces(step.points));
  const missing = subtract(toSixPlaces(points), add(sum(from), sum(shown)));
  if (typeof missing !== 'number' || Math.abs(missing) > steps.length + from.length) {
    throw new RangeError(`Steps add up to ${toPoints(missing)} points more or less than they should`);
  }
  const endless = steps.findLastIndex((step) => typeof step.points !== 'number');
  const last = endless === -1 ? steps.length - 1 : endless;
  const result = steps.map((step, index) => ({
    code: codeOf(step),
    text: sayStep(step, place),
    points: toPoints(index === last ? add(shown[index] ?? zero, missing) : (shown[index] ?? zero)),
  }));
  return steps.length > 0 || isZero(missing)
    ? result
    : [{ code: 'rounding', text: words.rounding(), points: toPoints(missing) }];
}

/** A step's name in a result: causes and effects go by their own. */
function codeOf(step: MarkStep): string {
  if (step.code === 'cause') return step.cause.id;
  return step.code === 'effect' ? step.effect.code : step.code;
}

function partResult(marked: MarkedPart): PartResult {
  const { part, maximum } = marked.of;
  const place = { ...nowhere, most: part.most ?? '0', weight: part.weight };
  const items = marked.items.map((item) => toSixPlaces(item.points));
  return {
    code: part.code,
    label: part.label,
    kind: part.kind,
    steps: shownSteps(marked.steps, place, marked.points, items),
    points: toPoints(marked.points),
    maximum: toPoints(maximum),
  };
}

function itemResult(rules: Rules, marked: MarkedUnit, item: MarkedItem): ItemResult {
  const { of, steps } = item;
  const given = givenFor(of, marked.unit);
  const told = of.rule.tell(marked.unit, given);
  const effect = steps.findLast((step) => step.code === 'effect');
  const decided = given.decided !== undefined;
  const place = { ...nowhere, most: of.item.points, deducts: of.part.kind === 'deductions' };
  const noEvidence = steps.some((step) => step.code === 'no-evidence');
  return {
    code: of.item.code,
    part: of.part.code,
    label: of.item.label,
    rule: of.item.rule.kind,
    inputs: noEvidence ? { evidence: 0 } : { ...told.facts, ...causesFound(of, given) },
    steps: shownSteps(steps, place, item.points),
    points: toPoints(item.points),
    maximum: toPoints(item.maximum),
    bonus: toPoints(effect === undefined && !decided ? onTopOf(steps) : onTopLeft(item)),
    acted: [...new Set(steps.filter(isLimit).map(codeOf))],
    reason: reasonOf(item, effect?.effect ?? null, noEvidence, told.reason),
    raise:
      effect === undefined && item.applies && !decided
        ? raiseOf(rules, marked.unit, item, told.wishes)
        : null,
    noEvidence,
    maximumLoss: toPoints(item.applies ? told.maximumLoss : zero),
  };
}

/** What is on top of full marks after an effect has acted, or a decision has set the points. */
function onTopLeft(item: MarkedItem): Exact {
  const above = subtract(item.points, item.maximum);
  return compareExact(above, zero) > 0 ? above : zero;
}

const limits = new Set(['item-cap', 'item-floor', 'bonus-cap', 'effect', 'shared']);

function isLimit(step: MarkStep): boolean {
  return limits.has(step.code);
}

function causesFound(of: CompiledItem, given: ItemInputs): Record<string, number | boolean> {
  return Object.fromEntries(of.causes.map(({ cause }) => [cause.id, given.checks?.[cause.id] ?? false]));
}

function reasonOf(
  item: MarkedItem,
  effect: Effect | null,
  noEvidence: boolean,
  ruleReason: (points: string) => Bilingual,
): Bilingual {
  if (effect !== null) {
    return isZero(item.points) ? words.zeroed(effect.label) : words.because(effect.label);
  }
  const aside = item.steps.find((step) => step.code === 'not-applicable');
  if (aside?.code === 'not-applicable') return words.notApplicable(aside.reason);
  const decided = item.steps.find((step) => step.code === 'decided');
  if (decided?.code === 'decided') return words.decidedWhy(toPoints(item.points), decided.reason);
  if (noEvidence) return words.noEvidence(toPoints(item.points));
  const causes = item.steps.flatMap((step) =>
    step.code === 'cause' ? [words.cause(step.cause.label, step.cause.points, step.found)] : [],
  );
  const reason = ruleReason(toPoints(item.points));
  return {
    zh: [reason.zh, ...causes.map((each) => `${each.zh}。`)].join(''),
    en: [reason.en, ...causes.map((each) => `${each.en}.`)].join(' '),
  };
}

/**
 * The smallest change that raises the item: each wish is tried by marking the item again with it, so what is promised is
 * what it would give. A listed fault comes first, since it is the plainest thing to mend.
 */
function raiseOf(
  rules: Rules,
  unit: UnitInputs,
  item: MarkedItem,
  ruleWishes: readonly Wish[],
): ItemResult['raise'] {
  const { of } = item;
  const given = givenFor(of, unit);
  const shares =
    item.maximum === of.full
      ? null
      : (sharePoints(rules.schemeFor(unit.class), unit).get(of.item.code) ?? null);
  const wishes = item.steps.some((step) => step.code === 'no-evidence')
    ? [evidenceWish(of, unit, given)]
    : [...causeWishes(of, unit, given), ...ruleWishes];
  for (const wish of wishes) {
    const better = markItem(of, wish.unit, wish.given, shares, rules.rubric.rounding);
    const gain = subtract(better.points, item.points);
    const by = compareExact(gain, zero) > 0 ? gain : wish.upTo ? subtract(item.maximum, item.points) : zero;
    if (compareExact(by, zero) > 0) return { by: toPoints(by), change: wish.say(toPoints(by)) };
  }
  return null;
}

function evidenceWish(of: CompiledItem, unit: UnitInputs, given: ItemInputs): Wish {
  const counted = of.item.rule.kind === 'count';
  return {
    unit,
    given: { ...given, evidence: 1, ...(counted ? { kinds: ['any'] } : {}) },
    say: (by) => (counted ? words.raiseCount(1, 'kinds', by) : words.raiseEvidence(by)),
    upTo: true,
  };
}

function causeWishes(of: CompiledItem, unit: UnitInputs, given: ItemInputs): Wish[] {
  return of.causes.flatMap(({ cause }): Wish[] => {
    const found = given.checks?.[cause.id];
    if (found === undefined || found === false || found === 0) return [];
    return [
      {
        unit,
        given: { ...given, checks: { ...given.checks, [cause.id]: false } },
        say: (by) => words.raiseCause(cause.label, by),
        upTo: false,
      },
    ];
  });
}

function effectsOf(marked: MarkedUnit): UnitScore['effects'] {
  const acted = marked.effects.map((each) => ({
    code: each.effect.code,
    points: toPoints(each.points),
    reason: effectReason(each, marked.unit),
  }));
  const city = marked.unit.cityDeductions.length === 0 ? [] : marked.steps;
  return [
    ...acted,
    ...city.flatMap((step) =>
      step.code === 'city-deduction'
        ? [{ code: step.code, points: toPoints(step.points), reason: sayStep(step, nowhere) }]
        : [],
    ),
  ];
}

/** What happened, by which document, and everything that follows. */
export function effectReason(acted: ActedEffect, unit: UnitInputs): Bilingual {
  const kinds = acted.effect.when.flatMap((each) => (each.kind === 'incident' ? [each.incident] : []));
  const often = unit.incidents.filter((each) => kinds.includes(each.kind)).length;
  const follows = acted.effect.then.map((each): Bilingual => {
    switch (each.kind) {
      case 'zero':
        return words.zeroFollows(each.of);
      case 'cap':
        return words.capFollows(each.of, each.most);
      case 'take':
        return words.takeFollows(each.points, each.each ? often : 1);
      case 'fix':
        return words.fixFollows(each.points);
      case 'fail':
        return words.failFollows();
      case 'veto':
        return words.vetoFollows();
    }
  });
  return words.effect(acted.effect.label, acted.document, follows);
}
