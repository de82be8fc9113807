import { rowsAdded, type RegisterImport } from '../../domain/register-import/register-import.ts';

/** What a unit sees of an import. */
export function importView(of: RegisterImport) {
  const { id, unit, file, status, requestedAt, changedAt } = of;
  return { id, unit, file, status, added: rowsAdded(of), requestedAt, changedAt };
}
