import { sweepEvidence } from '../../shared/app/evidence/sweep-evidence.ts';
import type { EvidenceInspector } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { scheduledFunction } from '../middleware/event.ts';

/** Looking at one file of 100 MB may take this long; what is begun in the last minutes would be cut off. */
const lastMinutesMs = 150_000;

/** Every hour: looks at files whose event never came. Safe to repeat. */
export function createHandler(deps: RecordsDeps & Readonly<{ inspector: EvidenceInspector }>) {
  const sweep = sweepEvidence(deps);
  return scheduledFunction(deps, async (time) => ({
    ...(await sweep(() => time.left() > lastMinutesMs)),
  }));
}
