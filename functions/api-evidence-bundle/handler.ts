import type { BundleDeps } from '../../shared/app/evidence-bundle/read-bundle.ts';
import { evidenceBundleRoutes } from '../../shared/contracts/evidence-bundle-routes.ts';
import type { EvidenceLinks, Files } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Many files of evidence at once, out of a ZIP file or a folder. */
export function createHandler(
  deps: ApiDeps & BundleDeps & Readonly<{ links: EvidenceLinks; evidenceFiles: Files }>,
) {
  return httpFunction(deps, [
    endpoint(evidenceBundleRoutes.checkEvidenceFolder, async () =>
      (await import('../../shared/app/evidence-bundle/evidence-folder.ts')).checkEvidenceFolder(deps),
    ),
    endpoint(evidenceBundleRoutes.handInEvidenceFolder, async () =>
      (await import('../../shared/app/evidence-bundle/evidence-folder.ts')).handInEvidenceFolder(deps),
    ),
    endpoint(evidenceBundleRoutes.requestEvidenceBundle, async () =>
      (await import('../../shared/app/evidence-bundle/request-evidence-bundle.ts')).requestEvidenceBundle(
        deps,
      ),
    ),
    endpoint(evidenceBundleRoutes.checkEvidenceBundle, async () =>
      (await import('../../shared/app/evidence-bundle/check-evidence-bundle.ts')).checkEvidenceBundle(deps),
    ),
    endpoint(evidenceBundleRoutes.handInEvidenceBundle, async () =>
      (await import('../../shared/app/evidence-bundle/hand-in-evidence-bundle.ts')).handInEvidenceBundle(
        deps,
      ),
    ),
  ]);
}
