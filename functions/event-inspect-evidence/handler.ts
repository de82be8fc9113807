import { inspectUploadedFile } from '../../shared/app/evidence/inspect-uploaded-file.ts';
import type { EvidenceInspector } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { objectCreatedFunction } from '../middleware/event.ts';

/** Looks at every file that comes; only what it lets through can be accepted as evidence. */
export function createHandler(deps: RecordsDeps & Readonly<{ inspector: EvidenceInspector }>) {
  return objectCreatedFunction(deps, inspectUploadedFile(deps));
}
