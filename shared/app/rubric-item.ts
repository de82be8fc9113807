import { refuse } from '../domain/errors.ts';
import { findItem, schemeFor, type Item, type Scheme } from '../domain/rubric/rubric.ts';
import type { Unit } from '../domain/cycle/cycle.ts';
import type { Store } from '../ports/store.ts';
import * as load from './load.ts';
import { loadRubric } from './rubric/load-rubric.ts';

/** The rules by which a unit is scored. @throws RangeError when the rubric has none for its class, which loading refuses */
export async function schemeOf(store: Store, unit: Unit): Promise<Scheme> {
  const cycle = await load.cycle(store, unit.cycle);
  const { rubric } = (await loadRubric(store, unit.cycle, cycle.value.rubric.version)).value;
  const scheme = schemeFor(rubric, unit.class);
  if (scheme === null) throw new RangeError(`The rubric has no scheme for units of class ${unit.class}`);
  return scheme;
}

/**
 * The rubric's items as they stand for one unit.
 * @returns a look-up that throws Refusal `unknown-item` for a code that the unit's class does not have
 */
export async function itemsFor(store: Store, unit: Unit): Promise<(code: string) => Item> {
  const scheme = await schemeOf(store, unit);
  return (code) => {
    const item = findItem(scheme, code);
    if (item === null) throw refuse.invalid('unknown-item', { item: code });
    return item;
  };
}
