import { removeApplicants } from '../../shared/app/requests/remove-applicants.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Every night: the data of applicants whose requests were closed long enough ago is removed. Safe to repeat. */
export function createHandler(deps: RecordsDeps) {
  const remove = removeApplicants(deps);
  return scheduledFunction(deps, async () => ({ ...(await remove()) }));
}
