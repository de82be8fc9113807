import { randomUUID } from 'node:crypto';
import { idFrom } from '../../shared/app/new-id.ts';
import { checkService, type ServiceCheckDeps } from '../../shared/app/service-check/check-service.ts';
import { faultsOf, type ServiceMetrics } from '../../shared/domain/service-check/service-faults.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Every hour of the working day: uses the service as its people do, and tells as a metric how much of it does not work. */
export function createHandler(
  deps: ServiceCheckDeps & Readonly<{ log: Log; metrics: Metrics<ServiceMetrics> }>,
) {
  const check = checkService(deps);
  return scheduledFunction(deps, async () => {
    const found = await check(idFrom('check', randomUUID()));
    deps.metrics.tell(faultsOf(found));
    return found;
  });
}
