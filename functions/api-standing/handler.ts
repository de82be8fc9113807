import { figuresRoutes } from '../../shared/contracts/figures-routes.ts';
import { standingRoutes } from '../../shared/contracts/standing-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { StandingsWorkbook } from '../../shared/ports/standing-file.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps &
  Readonly<{ calendarWhenAsked: () => Promise<WorkingCalendar>; standingsWorkbook: StandingsWorkbook }>;

/** Where units stand during the year. Reads everything, changes nothing. */
export function createHandler(deps: Deps) {
  const reading = async () => {
    const { dutySources } = await import('../../shared/app/standing/duty-sources.ts');
    return { ...deps, duties: dutySources({ ...deps, calendar: await deps.calendarWhenAsked() }) };
  };
  return httpFunction(deps, [
    endpoint(standingRoutes.getUnitStanding, async () =>
      (await import('../../shared/app/standing/get-unit-standing.ts')).getUnitStanding(await reading()),
    ),
    endpoint(standingRoutes.listStandings, async () =>
      (await import('../../shared/app/standing/list-standings.ts')).listStandings(await reading()),
    ),
    endpoint(standingRoutes.getStandingsFile, async () =>
      (await import('../../shared/app/standing/get-standings-file.ts')).getStandingsFile(await reading()),
    ),
    endpoint(figuresRoutes.getOfficeFigures, async () =>
      (await import('../../shared/app/figures/get-office-figures.ts')).getOfficeFigures(deps),
    ),
  ]);
}
