import { createHash } from 'node:crypto';
import { inspectFile, type FileClaim } from '../../../shared/domain/evidence/inspect-file.ts';
import { inspectionLimits } from '../../../shared/domain/evidence/inspect-tools.ts';
import type { InspectionVerdict } from '../../../shared/domain/evidence/inspection.ts';
import { boundedInflate } from './bounded-inflate.ts';

/** The domain's inspection with Node's hash and decompressor. `bytes` is the whole object; it is not changed or kept. */
export function inspectArrivedFile(bytes: Uint8Array, declared: FileClaim): InspectionVerdict {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return inspectFile({ bytes, sha256 }, declared, { inflate: boundedInflate, limits: inspectionLimits });
}
