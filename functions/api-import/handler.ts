import { addImportedRows } from '../../shared/app/register-import/add-imported-rows.ts';
import { checkImport } from '../../shared/app/register-import/check-import.ts';
import { getMendFile } from '../../shared/app/register-import/get-mend-file.ts';
import { getRegisterFile } from '../../shared/app/register-import/get-register-file.ts';
import { getImportHeadings, setImportHeadings } from '../../shared/app/register-import/import-headings.ts';
import { listImports } from '../../shared/app/register-import/list-imports.ts';
import type { ImportDeps } from '../../shared/app/register-import/read-import.ts';
import { requestImport } from '../../shared/app/register-import/request-import.ts';
import { takeBackImport } from '../../shared/app/register-import/take-back-import.ts';
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
    endpoint(importRoutes.requestImport, requestImport(deps)),
    endpoint(importRoutes.listImports, listImports(deps)),
    endpoint(importRoutes.checkImport, checkImport(deps)),
    endpoint(importRoutes.addImportedRows, addImportedRows(deps)),
    endpoint(importRoutes.takeBackImport, takeBackImport(deps)),
    endpoint(importRoutes.getMendFile, getMendFile(deps)),
    endpoint(importRoutes.getImportHeadings, getImportHeadings(deps)),
    endpoint(importRoutes.setImportHeadings, setImportHeadings(deps)),
    endpoint(importRoutes.getRegisterFile, getRegisterFile(deps)),
  ]);
}
