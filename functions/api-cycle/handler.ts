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
import { routes } from '../../shared/contracts/routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** The year itself: units, lead bodies, rubric, and who the caller is. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(routes.getMe, getMe()),
    endpoint(routes.listCycles, listCycles(deps)),
    endpoint(routes.getCycle, getCycle(deps)),
    endpoint(routes.listWhoMay, listWhoMay(deps)),
    endpoint(routes.listUnits, listUnits(deps)),
    endpoint(routes.listBodies, listBodies(deps)),
    endpoint(routes.getRubric, getRubric(deps)),
    endpoint(routes.lintRubric, lintRubric(deps)),
    endpoint(routes.storeRubric, storeRubric(deps)),
    endpoint(routes.listRubrics, listRubrics(deps)),
    endpoint(routes.getRubricVersion, getRubricVersion(deps)),
    endpoint(routes.compareRubricVersions, compareRubricVersions(deps)),
    endpoint(routes.adoptRubric, adoptRubric(deps)),
    endpoint(routes.previewNextCycle, previewNextCycle(deps)),
    endpoint(routes.beginNextCycle, beginNextCycle(deps)),
    endpoint(routes.setRehearsalClock, setRehearsalClock(deps)),
  ]);
}
