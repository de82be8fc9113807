import type { Rubric } from '../rubric/rubric.ts';
import { compileRubric } from './compile-rubric.ts';
import type { Inputs } from './inputs.ts';
import { rankUnits } from './rank-units.ts';
import type { Result } from './result.ts';
import { scoreUnit } from './score-unit.ts';

/**
 * Scores and ranks: `(rubric, inputs) → result`. A pure function in exact decimals; the same two files give the same bytes
 * (through `toCanonicalJson`) today and in five years. The year-end run scores in batches with `scoreUnit` and ranks once
 * with `rankUnits`, which is the same.
 * @throws RangeError for a unit whose class the rubric has no scheme for; `checkInputs` says so beforehand
 */
export function score(rubric: Rubric, inputs: Inputs): Result {
  const rules = compileRubric(rubric);
  return rankUnits(
    rules,
    inputs,
    inputs.units.map((unit) => scoreUnit(rules, unit)),
  );
}
