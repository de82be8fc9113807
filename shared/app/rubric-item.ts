import { refuse } from '../domain/errors.ts';
import { findItem, schemeFor, type Item } from '../domain/rubric/rubric.ts';
import type { Unit } from '../domain/cycle/cycle.ts';
import type { Store } from '../ports/store.ts';
import { load } from './load.ts';

/**
 * The rubric's items as they stand for one unit.
 * @returns a look-up that throws Refusal `unknown-item` for a code that the unit's class does not have
 */
export async function itemsFor(store: Store, unit: Unit): Promise<(code: string) => Item> {
  const cycle = await load.cycle(store, unit.cycle);
  const { rubric } = (await load.rubric(store, unit.cycle, cycle.value.rubric.version)).value;
  const scheme = schemeFor(rubric, unit.class);
  return (code) => {
    const item = scheme === null ? null : findItem(scheme, code);
    if (item === null) throw refuse.invalid('unknown-item', { item: code });
    return item;
  };
}
