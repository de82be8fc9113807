import { compileRubric } from '../../scoring/compile-rubric.ts';
import type { Inputs } from '../../scoring/inputs.ts';
import { schemeFor, type Rubric } from '../rubric.ts';
import type { Finding } from './finding.ts';
import { lintArithmetic } from './lint-arithmetic.ts';
import { lintClasses } from './lint-classes.ts';
import { lintEffects } from './lint-effects.ts';
import { lintItems } from './lint-items.ts';
import { lintLines } from './lint-lines.ts';
import { lintNothingDone } from './lint-nothing-done.ts';
import { lintParts } from './lint-parts.ts';
import { lintSharing } from './lint-sharing.ts';
import { lintTargets } from './lint-targets.ts';
import { lintWithInputs } from './lint-with-inputs.ts';
import type { LookedAt, UnitOf } from './looked-at.ts';

/** What the lint may look at beside the rubric: last year's inputs, or at least the units' classes and targets. */
export type LintGiven = Readonly<{
  inputs?: Inputs;
  units?: readonly UnitOf[];
  /** Classes that are to be scored, where the units themselves are not known. */
  classes?: readonly string[];
}>;

/** What is looked at in every scheme, in this order. */
const ofOneScheme: readonly ((looked: LookedAt) => Finding[])[] = [
  lintParts,
  lintItems,
  lintSharing,
  lintTargets,
  lintNothingDone,
  lintEffects,
  lintLines,
];

/**
 * Remarks on a rubric without faults: what is odd, what can never act, what would surprise. Everything about points is
 * asked of the engine. The order is that of the checks; whoever shows them beside a text sorts them by line.
 */
export function lintRubric(rubric: Rubric, given: LintGiven = {}): Finding[] {
  const rules = compileRubric(rubric);
  const units = given.inputs?.units ?? given.units ?? [];
  return [
    ...lintClasses(rubric, units, given.classes ?? []),
    ...lintArithmetic(rules),
    ...rules.schemes.flatMap((of, s) => {
      const own = units.filter((unit) => schemeFor(rubric, unit.class) === of.scheme);
      const looked: LookedAt = { rules, of, path: ['schemes', s], units: own };
      return ofOneScheme.flatMap((check) => check(looked));
    }),
    ...(given.inputs === undefined ? [] : lintWithInputs(rubric, given.inputs)),
  ];
}
