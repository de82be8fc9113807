import { refuse } from '../../domain/errors.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import { checkInputs } from '../../domain/scoring/check-inputs.ts';
import type { Inputs } from '../../domain/scoring/inputs.ts';

/**
 * Nothing is scored that the rubric would pass over in silence, such as points for an item that a later version no longer has.
 * @throws Refusal `inputs-do-not-fit` with how many things are to mend, and the first of them
 */
export function requireFit(rubric: Rubric, inputs: Inputs): void {
  const faults = checkInputs(rubric, inputs);
  const [first] = faults;
  if (first === undefined) return;
  const place = first.path[0] === 'units' ? inputs.units[Number(first.path[1])]?.name : undefined;
  throw refuse.wrongState('inputs-do-not-fit', {
    faults: faults.length,
    first: `${place ?? ''}${place === undefined ? '' : '：'}${first.message.zh} / ${first.message.en}`,
  });
}
