import type { Inputs } from '../../scoring/inputs.ts';
import { schemeFor, type Rubric } from '../rubric.ts';
import { warning, type Finding } from './finding.ts';
import { lintArithmetic } from './lint-arithmetic.ts';
import { lintEffects } from './lint-effects.ts';
import { lintTargets, type TargetOf } from './lint-targets.ts';
import { lintWithInputs } from './lint-with-inputs.ts';

/** What the lint may look at beside the rubric: last year's inputs, or at least the units' classes and targets. */
export type LintGiven = Readonly<{ units?: readonly TargetOf[]; inputs?: Inputs }>;

/**
 * Remarks on a rubric without faults: what is odd, what can never act, what would surprise. The order is that of the
 * rubric, warnings and notes mixed.
 */
export function lintRubric(rubric: Rubric, given: LintGiven = {}): Finding[] {
  const units = given.inputs?.units ?? given.units ?? [];
  const missing = classesWithoutScheme(rubric, units);
  return [
    ...missing,
    ...lintArithmetic(rubric),
    ...rubric.schemes.flatMap((scheme, s) => [
      ...lintTargets(
        scheme,
        ['schemes', s],
        units.filter((unit) => schemeFor(rubric, unit.class) === scheme),
      ),
      ...lintEffects(scheme, ['schemes', s]),
    ]),
    // Units that nothing says how to score cannot be scored.
    ...(given.inputs === undefined || missing.length > 0 ? [] : lintWithInputs(rubric, given.inputs)),
  ];
}

function classesWithoutScheme(rubric: Rubric, units: readonly TargetOf[]): Finding[] {
  const classes = [...new Set(units.map((unit) => unit.class))].filter(
    (each) => schemeFor(rubric, each) === null,
  );
  return classes.map((each) => {
    const howMany = units.filter((unit) => unit.class === each).length;
    return warning(
      'class-without-scheme',
      ['schemes'],
      `类别“${each}”有 ${howMany} 个单位，没有一套规则写明用于它。`,
      `${howMany} unit${howMany === 1 ? ' is' : 's are'} of class “${each}”, for which there is no scheme.`,
    );
  });
}
