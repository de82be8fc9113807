import { getOfficeFigures } from '../../shared/app/figures/get-office-figures.ts';
import { getStandingsFile } from '../../shared/app/standing/get-standings-file.ts';
import { getUnitStanding } from '../../shared/app/standing/get-unit-standing.ts';
import { listStandings } from '../../shared/app/standing/list-standings.ts';
import { deductionDuties } from '../../shared/app/standing/deduction-duties.ts';
import { requestDuties } from '../../shared/app/standing/request-duties.ts';
import { figuresRoutes } from '../../shared/contracts/figures-routes.ts';
import { standingRoutes } from '../../shared/contracts/standing-routes.ts';
import type { WorkingCalendar } from '../../shared/domain/requests/working-days.ts';
import type { StandingsWorkbook } from '../../shared/ports/standing-file.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps & Readonly<{ calendar: WorkingCalendar; standingsWorkbook: StandingsWorkbook }>;

/** Where units stand during the year. Reads everything, changes nothing. */
export function createHandler(deps: Deps) {
  const reading = { ...deps, duties: [requestDuties(deps), deductionDuties(deps)] };
  return httpFunction(deps, [
    endpoint(standingRoutes.getUnitStanding, getUnitStanding(reading)),
    endpoint(standingRoutes.listStandings, listStandings(reading)),
    endpoint(standingRoutes.getStandingsFile, getStandingsFile(reading)),
    endpoint(figuresRoutes.getOfficeFigures, getOfficeFigures(deps)),
  ]);
}
