import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { readStandings, type StandingDeps } from './read-standings.ts';
import { seesContacts, unitStandingView } from './standing-view.ts';

/** Where one unit stands today. Counted and scored anew at every call: nothing of it is kept. */
export function getUnitStanding(deps: StandingDeps): UseCase<'getUnitStanding'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const standings = await readStandings(deps, params.cycle);
    const form = (await deps.store.get(collections.contactForms, params))?.value ?? null;
    const { cycle, rules } = standings;
    return unitStandingView(await standings.of(unit, form), {
      cycle,
      rules,
      unit,
      contacts: seesContacts(member, unit.id),
    });
  };
}
