import { cyclePackage, loadCycleDefinition } from '../../shared/app/cycle/load-cycle-definition.ts';
import type { RecordsDeps } from '../adapters/compose.ts';

/** Loads a cycle's definition, its rubric and members. Started by an operator; safe to repeat. */
export function createHandler(deps: RecordsDeps) {
  const load = loadCycleDefinition(deps);
  return (payload: unknown) => load(cyclePackage.parse(payload));
}
