import type { Rules } from '../scoring/compile-rubric.ts';
import { add, multiply, parseExact, subtract, sum, zero, type Exact } from '../scoring/exact.ts';
import type { MarkedPart, MarkedUnit } from '../scoring/mark-unit.ts';
import type { MarkStep } from '../scoring/marks.ts';
import type { UnitResult } from '../scoring/result.ts';
import type { Bilingual } from '../values.ts';

/** One thing's part in a unit's total. All of a unit's contributions add up to its total. */
export type Contribution = Readonly<{
  /** An item by its own rule; a part's limit; an effect; or what else moves a total (the city, its limits, rounding). */
  kind: 'item' | 'part' | 'effect' | 'total';
  code: string;
  label: Bilingual;
  /** As the item has them, before its part's weight. */
  points: Exact;
  /** What they are worth in the total. */
  worth: Exact;
}>;

/** What a unit's total is made of: items as their rules gave them, and apart from these what effects and limits did. */
export function contributionsOf(
  rules: Rules,
  marked: MarkedUnit,
  result: UnitResult,
): readonly Contribution[] {
  const effects = new Map<string, Contribution>();
  const addEffect = (code: string, label: Bilingual, worth: Exact) => {
    const before = effects.get(code)?.worth ?? zero;
    const all = add(before, worth);
    effects.set(code, { kind: 'effect', code, label, points: all, worth: all });
  };
  const fromParts = marked.parts.flatMap((part) => {
    const { weight } = part.of;
    for (const step of [...part.items.flatMap((item) => item.steps), ...part.steps]) {
      if (step.code === 'effect')
        addEffect(step.effect.code, step.effect.label, multiply(step.points, weight));
    }
    return [...itemsOf(part), ...limitOf(part)];
  });
  for (const step of marked.steps) {
    if (step.code === 'effect') addEffect(step.effect.code, step.effect.label, step.points);
  }
  // What other units brought about stands after all that the unit itself did and the city took.
  const own = marked.effects.length + marked.steps.filter((step) => step.code === 'city-deduction').length;
  const { lateEffects } = rules.schemeFor(marked.unit.class);
  for (const { code, points } of result.effects.slice(own)) {
    const effect = lateEffects.find((each) => each.code === code);
    if (effect !== undefined) addEffect(code, effect.label, parseExact(points));
  }
  return [...fromParts, ...effects.values(), ...onTotal(marked.steps)];
}

function itemsOf({ of: { weight }, items }: MarkedPart): Contribution[] {
  return items.map(({ of, steps, points }) => {
    const byEffects = sum(steps.filter((step) => step.code === 'effect').map((step) => step.points));
    const own = subtract(points, byEffects);
    const { code, label } = of.item;
    return { kind: 'item', code, label, points: own, worth: multiply(own, weight) };
  });
}

function limitOf({ of: { part, weight }, steps }: MarkedPart): Contribution[] {
  return steps.flatMap((step) =>
    step.code === 'part-cap'
      ? [
          {
            kind: 'part',
            code: part.code,
            label: { zh: `${part.label.zh}的上限`, en: `Limit of ${part.label.en}` },
            points: step.points,
            worth: multiply(step.points, weight),
          },
        ]
      : [],
  );
}

const totalLabels = {
  'city-deduction': { zh: '市级扣分', en: 'Deductions by the city' },
  'total-floor': { zh: '总分下限', en: 'Lowest total' },
  'total-cap': { zh: '总分上限', en: 'Highest total' },
  rounding: { zh: '取整', en: 'Rounding' },
} as const;

function onTotal(steps: readonly MarkStep[]): Contribution[] {
  const codes = ['city-deduction', 'total-floor', 'total-cap', 'rounding'] as const;
  return codes.flatMap((code) => {
    const found = steps.filter((step) => step.code === code);
    const points = sum(found.map((step) => step.points));
    return found.length === 0
      ? []
      : [{ kind: 'total', code, label: totalLabels[code], points, worth: points }];
  });
}
