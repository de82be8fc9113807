import { evidenceRoutes } from '../../shared/contracts/evidence-routes.ts';
import type { EvidenceLinks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Evidence, from the request for links to the reviewer's word. The bytes never pass through here. */
export function createHandler(deps: ApiDeps & Readonly<{ links: EvidenceLinks }>) {
  return httpFunction(deps, [
    endpoint(evidenceRoutes.requestEvidence, async () =>
      (await import('../../shared/app/evidence/request-evidence.ts')).requestEvidence(deps),
    ),
    endpoint(evidenceRoutes.renewLinks, async () =>
      (await import('../../shared/app/evidence/renew-links.ts')).renewLinks(deps),
    ),
    endpoint(evidenceRoutes.listEvidence, async () =>
      (await import('../../shared/app/evidence/list-evidence.ts')).listEvidence(deps),
    ),
    endpoint(evidenceRoutes.getEvidence, async () =>
      (await import('../../shared/app/evidence/get-evidence.ts')).getEvidence(deps),
    ),
    endpoint(evidenceRoutes.withdrawEvidence, async () =>
      (await import('../../shared/app/evidence/withdraw-evidence.ts')).withdrawEvidence(deps),
    ),
    endpoint(evidenceRoutes.acceptEvidence, async () =>
      (await import('../../shared/app/evidence/accept-evidence.ts')).acceptEvidence(deps),
    ),
    endpoint(evidenceRoutes.returnEvidence, async () =>
      (await import('../../shared/app/evidence/return-evidence.ts')).returnEvidence(deps),
    ),
    endpoint(evidenceRoutes.makeEvidencePublic, async () =>
      (await import('../../shared/app/evidence/make-evidence-public.ts')).makeEvidencePublic(deps),
    ),
    endpoint(evidenceRoutes.listLookalikes, async () =>
      (await import('../../shared/app/evidence/list-lookalikes.ts')).listLookalikes(deps),
    ),
    endpoint(evidenceRoutes.getDownloadLink, async () =>
      (await import('../../shared/app/evidence/get-download-link.ts')).getDownloadLink(deps),
    ),
  ]);
}
