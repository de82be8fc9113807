import { inspectUploadedFile } from '../../shared/app/evidence/inspect-uploaded-file.ts';
import { inspectCheckFile } from '../../shared/app/service-check/inspect-check-file.ts';
import { parseCheckKey } from '../../shared/contracts/storage-keys.ts';
import type { EvidenceInspector, Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { objectCreatedFunction } from '../middleware/event.ts';

/** Looks at every file that comes; only what it lets through can be accepted as evidence. A check's own file goes the same way. */
export function createHandler(
  deps: RecordsDeps & Readonly<{ inspector: EvidenceInspector; verdicts: Files }>,
) {
  const inspect = inspectUploadedFile(deps);
  const inspectCheck = inspectCheckFile(deps);
  return objectCreatedFunction(deps, (key) =>
    parseCheckKey(key) === null ? inspect(key) : inspectCheck(key),
  );
}
