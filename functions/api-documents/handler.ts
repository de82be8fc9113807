import { documentRoutes } from '../../shared/contracts/document-routes.ts';
import type { CircularWriter, LetterWriter } from '../../shared/ports/documents.ts';
import type { Files, RunFileLinks } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps &
  Readonly<{
    runs: Files;
    runFileLinks: RunFileLinks;
    signer: Signer;
    circular: CircularWriter;
    letters: LetterWriter;
  }>;

/** The county's documents: what the office writes of the circular, and letters as files. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(documentRoutes.getCircularTemplate, async () =>
      (await import('../../shared/app/documents/get-circular-template.ts')).getCircularTemplate(deps),
    ),
    endpoint(documentRoutes.setCircularTemplate, async () =>
      (await import('../../shared/app/documents/set-circular-template.ts')).setCircularTemplate(deps),
    ),
    endpoint(documentRoutes.previewCircular, async () =>
      (await import('../../shared/app/documents/preview-circular.ts')).previewCircular(deps),
    ),
    endpoint(documentRoutes.getProblemLetterDocx, async () =>
      (await import('../../shared/app/documents/get-problem-letter-file.ts')).getProblemLetterDocx(deps),
    ),
    endpoint(documentRoutes.getProblemLetterPdf, async () =>
      (await import('../../shared/app/documents/get-problem-letter-file.ts')).getProblemLetterPdf(deps),
    ),
  ]);
}
