import { createHash } from 'node:crypto';
import { boundedInflate } from '../../functions/adapters/inspection/bounded-inflate.ts';
import { inspectFile, type FileClaim } from '../../shared/domain/evidence/inspect-file.ts';
import { inspectionLimits, type Inflate } from '../../shared/domain/evidence/inspect-tools.ts';
import {
  acceptedFormats,
  typeOfName,
  type InspectionVerdict,
} from '../../shared/domain/evidence/inspection.ts';

/** Inspects bytes that are declared truthfully, but for what the test says otherwise. */
export function inspect(
  name: string,
  bytes: Uint8Array,
  over: Partial<FileClaim> = {},
  inflate: Inflate = boundedInflate,
): InspectionVerdict {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const declared = { name, contentType: usualContentType(name), size: bytes.length, sha256, ...over };
  return inspectFile({ bytes, sha256 }, declared, { inflate, limits: inspectionLimits });
}

/** What a browser that knows the kind of file says of it. */
function usualContentType(name: string): string {
  const type = typeOfName(name);
  return (type === null ? undefined : acceptedFormats[type].contentTypes[0]) ?? 'application/octet-stream';
}
