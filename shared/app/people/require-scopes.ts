import { collections } from '../../contracts/collections.ts';
import { refuse } from '../../domain/errors.ts';
import type { Role } from '../../domain/people/member.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { presentCycles } from '../present-cycles.ts';

/**
 * Every unit and body that roles are for is one of a present year, so that a slip of a number gives nobody rights to nothing.
 * Without a present year, before the first is loaded, there is nothing to look at.
 * @throws Refusal `unit-unknown`, `body-unknown`
 */
export async function requireScopes(
  { store, clock }: Readonly<{ store: Store; clock: Clock }>,
  { roles, homeUnit }: Readonly<{ roles: readonly Role[]; homeUnit: string | null }>,
): Promise<void> {
  const cycles = await presentCycles(store, await clock.now());
  const newest = cycles.at(-1);
  if (newest === undefined) return;
  const there = async (has: (cycle: string) => Promise<unknown>) =>
    (await Promise.all(cycles.map(({ id }) => has(id)))).some((found) => found !== null);
  for (const unit of [...roles.flatMap(unitsOf), ...(homeUnit === null ? [] : [homeUnit])])
    if (!(await there((cycle) => store.get(collections.units, { cycle, unit }))))
      throw refuse.missing('unit-unknown', { cycle: newest.id, unit });
  for (const body of roles.flatMap((held) => (held.role === 'lead-body' ? [held.body] : [])))
    if (!(await there((cycle) => store.get(collections.bodies, { cycle, body }))))
      throw refuse.missing('body-unknown', { cycle: newest.id, body });
}

function unitsOf(held: Role): readonly string[] {
  if (held.role === 'auditor') return held.units;
  return held.role === 'unit-staff' || held.role === 'unit-leader' ? [held.unit] : [];
}
