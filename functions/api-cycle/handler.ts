import { cycleRoutes } from '../../shared/contracts/cycle-routes.ts';
import { nextCycleRoutes } from '../../shared/contracts/next-cycle-routes.ts';
import { peopleRoutes } from '../../shared/contracts/people-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** The year itself: units, lead bodies, rubric, and who the caller is. */
export function createHandler(deps: ApiDeps) {
  return httpFunction(deps, [
    endpoint(cycleRoutes.getMe, async () => (await import('../../shared/app/cycle/get-me.ts')).getMe()),
    endpoint(cycleRoutes.listCycles, async () =>
      (await import('../../shared/app/cycle/list-cycles.ts')).listCycles(deps),
    ),
    endpoint(cycleRoutes.getCycle, async () =>
      (await import('../../shared/app/cycle/get-cycle.ts')).getCycle(deps),
    ),
    endpoint(peopleRoutes.listWhoMay, async () =>
      (await import('../../shared/app/cycle/list-who-may.ts')).listWhoMay(deps),
    ),
    endpoint(cycleRoutes.listUnits, async () =>
      (await import('../../shared/app/cycle/list-units.ts')).listUnits(deps),
    ),
    endpoint(cycleRoutes.listBodies, async () =>
      (await import('../../shared/app/cycle/list-bodies.ts')).listBodies(deps),
    ),
    endpoint(cycleRoutes.getRubric, async () =>
      (await import('../../shared/app/cycle/get-rubric.ts')).getRubric(deps),
    ),
    endpoint(cycleRoutes.lintRubric, async () =>
      (await import('../../shared/app/rubric/lint-rubric.ts')).lintRubric(deps),
    ),
    endpoint(cycleRoutes.storeRubric, async () =>
      (await import('../../shared/app/rubric/store-rubric.ts')).storeRubric(deps),
    ),
    endpoint(cycleRoutes.listRubrics, async () =>
      (await import('../../shared/app/rubric/list-rubrics.ts')).listRubrics(deps),
    ),
    endpoint(cycleRoutes.getRubricVersion, async () =>
      (await import('../../shared/app/rubric/get-rubric-version.ts')).getRubricVersion(deps),
    ),
    endpoint(cycleRoutes.compareRubricVersions, async () =>
      (await import('../../shared/app/rubric/compare-rubric-versions.ts')).compareRubricVersions(deps),
    ),
    endpoint(cycleRoutes.adoptRubric, async () =>
      (await import('../../shared/app/rubric/adopt-rubric.ts')).adoptRubric(deps),
    ),
    endpoint(nextCycleRoutes.previewNextCycle, async () =>
      (await import('../../shared/app/cycle/begin-next-cycle.ts')).previewNextCycle(deps),
    ),
    endpoint(nextCycleRoutes.beginNextCycle, async () =>
      (await import('../../shared/app/cycle/begin-next-cycle.ts')).beginNextCycle(deps),
    ),
    endpoint(cycleRoutes.setRehearsalClock, async () =>
      (await import('../../shared/app/cycle/set-rehearsal-clock.ts')).setRehearsalClock(deps),
    ),
  ]);
}
