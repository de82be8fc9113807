import type { ImportDeps } from '../../shared/app/register-import/read-import.ts';
import { importRoutes } from '../../shared/contracts/import-routes.ts';
import type { RegisterWorkbooks } from '../../shared/ports/register-files.ts';
import type { EvidenceLinks } from '../../shared/ports/services.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Registers that units keep in spreadsheets: brought in, and given back. */
export function createHandler(
  deps: ApiDeps & ImportDeps & Readonly<{ links: EvidenceLinks; registerWorkbooks: RegisterWorkbooks }>,
) {
  return httpFunction(deps, [
    endpoint(importRoutes.requestImport, async () =>
      (await import('../../shared/app/register-import/request-import.ts')).requestImport(deps),
    ),
    endpoint(importRoutes.listImports, async () =>
      (await import('../../shared/app/register-import/list-imports.ts')).listImports(deps),
    ),
    endpoint(importRoutes.checkImport, async () =>
      (await import('../../shared/app/register-import/check-import.ts')).checkImport(deps),
    ),
    endpoint(importRoutes.addImportedRows, async () =>
      (await import('../../shared/app/register-import/add-imported-rows.ts')).addImportedRows(deps),
    ),
    endpoint(importRoutes.takeBackImport, async () =>
      (await import('../../shared/app/register-import/take-back-import.ts')).takeBackImport(deps),
    ),
    endpoint(importRoutes.getMendFile, async () =>
      (await import('../../shared/app/register-import/get-mend-file.ts')).getMendFile(deps),
    ),
    endpoint(importRoutes.getImportHeadings, async () =>
      (await import('../../shared/app/register-import/import-headings.ts')).getImportHeadings(deps),
    ),
    endpoint(importRoutes.setImportHeadings, async () =>
      (await import('../../shared/app/register-import/import-headings.ts')).setImportHeadings(deps),
    ),
    endpoint(importRoutes.getRegisterFile, async () =>
      (await import('../../shared/app/register-import/get-register-file.ts')).getRegisterFile(deps),
    ),
  ]);
}
