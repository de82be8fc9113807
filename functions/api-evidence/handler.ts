import { acceptEvidence } from '../../shared/app/evidence/accept-evidence.ts';
import { getDownloadLink } from '../../shared/app/evidence/get-download-link.ts';
import { getEvidence } from '../../shared/app/evidence/get-evidence.ts';
import { listEvidence } from '../../shared/app/evidence/list-evidence.ts';
import { listLookalikes } from '../../shared/app/evidence/list-lookalikes.ts';
import { makeEvidencePublic } from '../../shared/app/evidence/make-evidence-public.ts';
import { renewLinks } from '../../shared/app/evidence/renew-links.ts';
import { requestEvidence } from '../../shared/app/evidence/request-evidence.ts';
import { returnEvidence } from '../../shared/app/evidence/return-evidence.ts';
import { withdrawEvidence } from '../../shared/app/evidence/withdraw-evidence.ts';
import { evidenceRoutes } from '../../shared/contracts/evidence-routes.ts';
import type { EvidenceLinks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Evidence, from the request for links to the reviewer's word. The bytes never pass through here. */
export function createHandler(deps: ApiDeps & Readonly<{ links: EvidenceLinks }>) {
  return httpFunction(deps, [
    endpoint(evidenceRoutes.requestEvidence, requestEvidence(deps)),
    endpoint(evidenceRoutes.renewLinks, renewLinks(deps)),
    endpoint(evidenceRoutes.listEvidence, listEvidence(deps)),
    endpoint(evidenceRoutes.getEvidence, getEvidence(deps)),
    endpoint(evidenceRoutes.withdrawEvidence, withdrawEvidence(deps)),
    endpoint(evidenceRoutes.acceptEvidence, acceptEvidence(deps)),
    endpoint(evidenceRoutes.returnEvidence, returnEvidence(deps)),
    endpoint(evidenceRoutes.makeEvidencePublic, makeEvidencePublic(deps)),
    endpoint(evidenceRoutes.listLookalikes, listLookalikes(deps)),
    endpoint(evidenceRoutes.getDownloadLink, getDownloadLink(deps)),
  ]);
}
