import { renderDocuments } from '../../shared/app/run/render-documents.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import type { DocumentsRenderer } from '../../shared/ports/documents.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { taskFunction } from '../middleware/task.ts';

type Deps = RecordsDeps &
  Readonly<{ runs: Files; reports: Files; signer: Signer; documents: DocumentsRenderer }>;

/** Makes the circular and the printed report. */
export function createHandler(deps: Deps) {
  return taskFunction(deps, tasks.renderDocuments, renderDocuments(deps));
}
