import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import { mendSheets } from '../../domain/register-import/mend-file.ts';
import type { RegisterWorkbooks } from '../../ports/register-files.ts';
import type { EvidenceLinks } from '../../ports/services.ts';
import type { UseCase } from '../use-case.ts';
import { readImport, type ImportDeps } from './read-import.ts';
import { workbookLink } from './workbook-link.ts';

/** The rows of an import that have to be mended, as a workbook that can be imported once they are. */
export function getMendFile(
  deps: ImportDeps & Readonly<{ links: EvidenceLinks; registerWorkbooks: RegisterWorkbooks }>,
): UseCase<'getMendFile'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const { record, plan } = await readImport(deps, params);
    const sheets = mendSheets(plan);
    if (sheets.length === 0) throw refuse.wrongState('import-nothing-to-mend');
    const { file, requestedAt } = record.value;
    return workbookLink(
      deps,
      storageKeys.importFile({ ...params, file: 'mend.xlsx' }),
      `需修改-${file.name.replace(/\.[^.]*$/, '')}.xlsx`,
      await deps.registerWorkbooks.mend(sheets, requestedAt),
    );
  };
}
