import { exportAuditHeads } from '../../shared/app/audit/export-audit-heads.ts';
import { exportAuditTrail } from '../../shared/app/audit/export-audit-trail.ts';
import { listAuditTrail, listUnitAuditTrail } from '../../shared/app/audit/list-audit-trail.ts';
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
    endpoint(auditRoutes.listAuditTrail, listAuditTrail(deps)),
    endpoint(auditRoutes.listUnitAuditTrail, listUnitAuditTrail(deps)),
    endpoint(auditRoutes.exportAuditTrail, exportAuditTrail(deps)),
    endpoint(auditRoutes.exportAuditHeads, exportAuditHeads(deps)),
  ]);
}
