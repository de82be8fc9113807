import * as collections from '../../contracts/collections.ts';
import { refuse } from '../../domain/errors.ts';
import type { Role } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { presentCycles } from '../present-cycles.ts';
import { bodyOf, unitsOf } from './scopes-of.ts';

type Scoped = Readonly<{ roles: readonly Role[]; homeUnit: string | null }>;

/**
 * Every unit and body that is given anew is one of a present year or of the next, so that a slip of a number gives nobody rights to
 * nothing. What somebody holds already may be of any year: after a reform they keep the old unit, and have the new one before its
 * year begins. Without a present year, before the first is loaded, there is nothing to look at.
 * @param held what they hold already
 * @throws Refusal `unit-unknown`, `body-unknown`
 */
export async function requireScopes(
  { store, clock }: Readonly<{ store: Store; clock: Clock }>,
  wanted: Scoped,
  held: Scoped = { roles: [], homeUnit: null },
): Promise<void> {
  const present = await presentCycles(store, await clock.now());
  const newest = present.at(-1);
  if (newest === undefined) return;
  const cycles = [...present.map(({ id }) => id), String(Number(newest.id) + 1)];
  const there = async (has: (cycle: string) => Promise<unknown>) =>
    (await Promise.all(cycles.map(has))).some((found) => found !== null);
  const [unitsHeld, bodiesHeld] = [unitsIn(held), bodiesIn(held)];
  for (const unit of unitsIn(wanted))
    if (!unitsHeld.includes(unit) && !(await there((cycle) => store.get(collections.units, { cycle, unit }))))
      throw refuse.missing('unit-unknown', { cycle: newest.id, unit });
  for (const body of bodiesIn(wanted))
    if (
      !bodiesHeld.includes(body) &&
      !(await there((cycle) => store.get(collections.bodies, { cycle, body })))
    )
      throw refuse.missing('body-unknown', { cycle: newest.id, body });
}

function unitsIn({ roles, homeUnit }: Scoped): readonly string[] {
  return [...roles.flatMap(unitsOf), ...(homeUnit === null ? [] : [homeUnit])];
}

function bodiesIn({ roles }: Scoped): readonly string[] {
  return roles.flatMap(bodyOf);
}
