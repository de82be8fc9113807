import type { StandingFilter } from '../../contracts/standing-routes.ts';
import { daysBetween } from '../../domain/calendar.ts';
import type { ContactForm } from '../../domain/contacts/contact-form.ts';
import type { Cycle, Unit } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { holds } from '../../domain/people/member.ts';
import type { Rules } from '../../domain/scoring/compile-rubric.ts';
import { compareExact, parseExact } from '../../domain/scoring/exact.ts';
import type { UnitStanding } from '../../domain/standing/unit-standing.ts';
import { unitsWithForms } from '../contacts/list-contacts.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import type { UseCase } from '../use-case.ts';
import { readStandings, type StandingDeps, type Standings } from './read-standings.ts';
import { standingLine } from './standing-view.ts';

/**
 * At most this many units are looked at in one call: each is read whole and scored, and API Gateway waits 29 seconds. The
 * caller goes on with the next page.
 */
const mostLookedAt = 200;

/** Where all units stand today, by the county office's filters, in annex order. */
export function listStandings(deps: StandingDeps): UseCase<'listStandings'> {
  return async ({ member, params, query }) => {
    const { after, limit, ...filter } = query;
    const standings = await readStandings(deps, params.cycle);
    requireItem(standings.rules, filter.item);
    const contacts = holds(member, 'county-admin');
    const units = await unitsOfClass(deps, standings.cycle, filter);
    const left = units.filter(({ unit }) => after === undefined || unit.id > after);
    const found: { unit: Unit; standing: UnitStanding }[] = [];
    let looked = 0;
    while (looked < Math.min(left.length, mostLookedAt) && found.length < limit) {
      // No more than the page still wants, so that a page never has to throw away what was read.
      const some = left.slice(looked, Math.min(looked + limit - found.length, mostLookedAt));
      found.push(...(await matching(standings, some, filter)));
      looked += some.length;
    }
    return {
      asOf: standings.today,
      items: found.map(({ unit, standing }) =>
        standingLine(
          standing,
          { cycle: standings.cycle, rules: standings.rules, unit, contacts },
          filter.item,
        ),
      ),
      next: looked < left.length ? (left[looked - 1]?.unit.id ?? null) : null,
    };
  };
}

type UnitWithForm = Readonly<{ unit: Unit; form: ContactForm | null }>;

/** The units that a filter's class leaves, which is known before anything of a unit is read. */
export async function unitsOfClass(
  { store }: StandingDeps,
  cycle: Cycle,
  filter: StandingFilter,
): Promise<readonly UnitWithForm[]> {
  const all = await unitsWithForms(store, cycle);
  return all.filter(({ unit }) => filter.class === undefined || unit.class === filter.class);
}

/** Those of some units of which everything holds that the filter asks for. */
export async function matching(standings: Standings, units: readonly UnitWithForm[], filter: StandingFilter) {
  const all = await fewAtATime(units, async ({ unit, form }) => ({
    unit,
    standing: await standings.of(unit, form),
  }));
  return all.filter(({ standing }) => matches(standing, filter));
}

/** @throws Refusal `unknown-item` when no scheme of the rubric has the item */
export function requireItem(rules: Rules, code: string | undefined): void {
  if (code === undefined) return;
  const known = rules.schemes.some((scheme) => scheme.items.some(({ item }) => item.code === code));
  if (!known) throw refuse.invalid('unknown-item', { item: code });
}

function matches(of: UnitStanding, { gap, silent, item }: StandingFilter): boolean {
  return (
    (gap === undefined || of.gaps.includes(gap)) &&
    (silent === undefined || isSilent(of, silent)) &&
    (item === undefined || canGetMore(of, item))
  );
}

/** Nothing since so many days before the day of the standing; a unit that never did anything is silent. */
function isSilent({ lastActiveOn, asOf }: UnitStanding, days: number): boolean {
  return lastActiveOn === null || daysBetween(lastActiveOn, asOf) >= days;
}

/** Whether the item lacks points, or evidence that it needs. */
function canGetMore(of: UnitStanding, code: string): boolean {
  const found = of.items.find(({ result }) => result.code === code);
  if (found === undefined || found.evidence.state === 'not-applicable') return false;
  const below = compareExact(parseExact(found.result.points), parseExact(found.result.maximum)) < 0;
  return below || found.result.raise !== null;
}
