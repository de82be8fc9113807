import { auditRoutes } from '../../shared/contracts/audit-routes.ts';
import type { AuditFiles } from '../../shared/ports/audit-files.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { EvidenceLinks, Files } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

type Deps = ApiDeps &
  Readonly<{
    links: EvidenceLinks;
    imports: Files;
    auditFiles: AuditFiles;
    heads: HeadsArchive;
    signer: Signer;
  }>;

/** The audit trail, for those who look after it. */
export function createHandler(deps: Deps) {
  return httpFunction(deps, [
    endpoint(auditRoutes.listAuditTrail, async () =>
      (await import('../../shared/app/audit/list-audit-trail.ts')).listAuditTrail(deps),
    ),
    endpoint(auditRoutes.listUnitAuditTrail, async () =>
      (await import('../../shared/app/audit/list-audit-trail.ts')).listUnitAuditTrail(deps),
    ),
    endpoint(auditRoutes.exportAuditTrail, async () =>
      (await import('../../shared/app/audit/export-audit-trail.ts')).exportAuditTrail(deps),
    ),
    endpoint(auditRoutes.exportAuditHeads, async () =>
      (await import('../../shared/app/audit/export-audit-heads.ts')).exportAuditHeads(deps),
    ),
  ]);
}
