import { measureOffice } from '../../shared/app/figures/measure-office.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Every quarter of an hour: counts what waits, and tells it as metrics. Safe to repeat. */
export function createHandler(deps: RecordsDeps & Readonly<{ metrics: Metrics }>) {
  const measure = measureOffice(deps);
  return scheduledFunction(deps, async () => ({ years: (await measure()).length }));
}
