import { beginNextCycle, previewNextCycle } from '../../shared/app/cycle/begin-next-cycle.ts';
import { getCycle } from '../../shared/app/cycle/get-cycle.ts';
import { getMe } from '../../shared/app/cycle/get-me.ts';
import { getRubric } from '../../shared/app/cycle/get-rubric.ts';
import { listBodies } from '../../shared/app/cycle/list-bodies.ts';
import { listCycles } from '../../shared/app/cycle/list-cycles.ts';
import { listUnits } from '../../shared/app/cycle/list-units.ts';
import { listWhoMay } from '../../shared/app/cycle/list-who-may.ts';
import { setRehearsalClock } from '../../shared/app/cycle/set-rehearsal-clock.ts';
import { adoptRubric } from '../../shared/app/rubric/adopt-rubric.ts';
import { compareRubricVersions } from '../../shared/app/rubric/compare-rubric-versions.ts';
import { getRubricVersion } from '../../shared/app/rubric/get-rubric-version.ts';
import { lintRubric } from '../../shared/app/rubric/lint-rubric.ts';
import { listRubrics } from '../../shared/app/rubric/list-rubrics.ts';
import { storeRubric } from '../../shared/app/rubric/store-rubric.ts';
import { cycleRoutes } from '../../shared/contracts/cycle-routes.ts';
import { nextCycleRoutes } from '../../shared/contracts/next-cycle-routes.ts';
import { peopleRoutes } from '../../shared/contracts/people-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** The year itself: units, lead bodies, rubric, and who the caller is. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(cycleRoutes.getMe, getMe()),
    endpoint(cycleRoutes.listCycles, listCycles(deps)),
    endpoint(cycleRoutes.getCycle, getCycle(deps)),
    endpoint(peopleRoutes.listWhoMay, listWhoMay(deps)),
    endpoint(cycleRoutes.listUnits, listUnits(deps)),
    endpoint(cycleRoutes.listBodies, listBodies(deps)),
    endpoint(cycleRoutes.getRubric, getRubric(deps)),
    endpoint(cycleRoutes.lintRubric, lintRubric(deps)),
    endpoint(cycleRoutes.storeRubric, storeRubric(deps)),
    endpoint(cycleRoutes.listRubrics, listRubrics(deps)),
    endpoint(cycleRoutes.getRubricVersion, getRubricVersion(deps)),
    endpoint(cycleRoutes.compareRubricVersions, compareRubricVersions(deps)),
    endpoint(cycleRoutes.adoptRubric, adoptRubric(deps)),
    endpoint(nextCycleRoutes.previewNextCycle, previewNextCycle(deps)),
    endpoint(nextCycleRoutes.beginNextCycle, beginNextCycle(deps)),
    endpoint(cycleRoutes.setRehearsalClock, setRehearsalClock(deps)),
  ]);
}
