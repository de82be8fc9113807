import { holds } from '../../domain/people/member.ts';
import type { StandingsWorkbook } from '../../ports/standing-file.ts';
import type { UseCase } from '../use-case.ts';
import { requireUnitsAtOnce } from '../require-units-at-once.ts';
import { matching, requireItem, unitsOfClass } from './list-standings.ts';
import { readStandings, type StandingDeps } from './read-standings.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Each is read whole and scored, by some seven queries. */
const mostUnits = 500;

/** Where all units stand today as a workbook, by the same filters; it travels in the answer and is kept nowhere. */
export function getStandingsFile(
  deps: StandingDeps & Readonly<{ standingsWorkbook: StandingsWorkbook }>,
): UseCase<'getStandingsFile'> {
  return async ({ member, params, query }) => {
    const standings = await readStandings(deps, params.cycle);
    requireItem(standings.rules, query.item);
    const { cycle, today } = standings;
    const asked = await unitsOfClass(deps, cycle, query);
    requireUnitsAtOnce(asked, mostUnits, 'too-many-units');
    const units = await matching(standings, asked, query);
    const bytes = await deps.standingsWorkbook({
      cycle,
      units,
      contacts: holds(member, 'county-admin'),
      madeAt: await deps.clock.now(),
    });
    return {
      name: `${cycle.id}年各单位现状-${today}.xlsx`,
      contentType: xlsx,
      base64: Buffer.from(bytes).toString('base64'),
    };
  };
}
