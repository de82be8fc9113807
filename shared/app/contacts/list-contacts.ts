import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { rulesOf } from './contacts-place.ts';
import { contactsView } from './contacts-view.ts';

/** Every unit's contacts in annex order, units without a form among them. Two queries, however many units there are. */
export function listContacts(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'listContacts'> {
  return async ({ params, query }) => {
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const rules = rulesOf(cycle);
    const today = shanghaiDay(await deps.clock.now());
    const lines = (await unitsWithForms(deps.store, cycle))
      .map(({ unit, form }) => ({ name: unit.name, ...contactsView(unit.id, form, rules, today) }))
      .filter((line) => query.state === undefined || line.state === query.state)
      .filter((line) => query.after === undefined || line.unit > query.after);
    const items = lines.slice(0, query.limit);
    return { items, next: lines.length > query.limit ? (items.at(-1)?.unit ?? null) : null };
  };
}

/** All units of a year, by their place in annex 1, each with its form. */
export async function unitsWithForms(store: Store, { id: cycle }: Pick<Cycle, 'id'>) {
  const [units, forms] = await Promise.all([
    store.all(collections.units, { cycle }),
    store.all(collections.contactForms, { cycle }),
  ]);
  const formOf = new Map(forms.map(({ value }) => [value.unit, value]));
  return units.map(({ value }) => ({ unit: value, form: formOf.get(value.id) ?? null }));
}
