import type { FreezePlan } from '../../contracts/run-files.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import { sha256Hex } from '../new-id.ts';

/** What the office and the bodies held, in a hash: the same whenever a freeze was planned. */
export function hashOfOffice(plan: FreezePlan): string {
  return sha256Hex(toCanonicalJson({ ...plan, header: { ...plan.header, frozenAt: null } }));
}

/**
 * What a batch's scores were made from, in a hash of the two files' bytes: the same inputs and rubric are the same bytes, and
 * nothing has to be written out again to be compared.
 */
export function hashOfBatch(rubric: Uint8Array, units: Uint8Array): string {
  return sha256Hex(`${sha256Hex(rubric)} ${sha256Hex(units)}`);
}
