import type { FreezePlan } from '../../contracts/run-files.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { UnitInputs } from '../../domain/scoring/inputs.ts';
import { sha256Hex } from '../new-id.ts';

/** What the office and the bodies held, in a hash: the same whenever a freeze was planned. */
export function hashOfOffice(plan: FreezePlan): string {
  return sha256Hex(toCanonicalJson({ ...plan, header: { ...plan.header, frozenAt: null } }));
}

/** What a batch's scores were made from, in a hash. */
export function hashOfBatch(rubric: Rubric, units: readonly UnitInputs[]): string {
  return sha256Hex(toCanonicalJson({ rubric, units }));
}
