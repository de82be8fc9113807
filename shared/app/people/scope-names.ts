import * as collections from '../../contracts/collections.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/values.ts';
import type { Store } from '../../ports/store.ts';

type Named = Readonly<{ id: string; name: string; cycle: string }>;
type Wanted = Readonly<{ units: readonly string[]; bodies: readonly string[] }>;

/** The Regulation came into force in that year: nothing here is older. */
const firstYear = 2008;

/**
 * What units and bodies are called in the newest year that has them, next year's included: a member may hold roles of years that
 * are not the one that is looked at.
 */
export async function scopeNames(
  store: Store,
  now: Instant,
  wanted: Wanted,
): Promise<Readonly<{ units: readonly Named[]; bodies: readonly Named[] }>> {
  const units = new Map<string, Named>();
  const bodies = new Map<string, Named>();
  const isDone = () =>
    wanted.units.every((id) => units.has(id)) && wanted.bodies.every((id) => bodies.has(id));
  for (let year = Number(shanghaiDay(now).slice(0, 4)) + 1; year >= firstYear && !isDone(); year -= 1) {
    const cycle = String(year);
    if ((await store.get(collections.cycles, { cycle })) === null) continue;
    take(await store.all(collections.units, { cycle }), wanted.units, units);
    take(await store.all(collections.bodies, { cycle }), wanted.bodies, bodies);
  }
  return { units: [...units.values()], bodies: [...bodies.values()] };
}

function take(
  found: readonly Readonly<{ value: Named }>[],
  wanted: readonly string[],
  into: Map<string, Named>,
): void {
  for (const { value } of found)
    if (wanted.includes(value.id) && !into.has(value.id))
      into.set(value.id, { id: value.id, name: value.name, cycle: value.cycle });
}
