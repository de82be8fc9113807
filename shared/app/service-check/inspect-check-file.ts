import { parseCheckKey, storageKeys } from '../../contracts/storage-keys.ts';
import type { EvidenceInspector, Files } from '../../ports/services.ts';
import { checkDeclared } from './check-file.ts';

/**
 * The file of a check has come: looks at its bytes as at every other file's, and leaves the verdict where the check looks for it. There
 * is no record of it, so nothing of any year changes.
 */
export function inspectCheckFile(deps: Readonly<{ inspector: EvidenceInspector; verdicts: Files }>) {
  return async (
    objectKey: string,
  ): Promise<'inspected' | 'quarantined' | 'no-object' | 'not-scanned' | 'not-evidence'> => {
    const id = parseCheckKey(objectKey);
    if (id === null) return 'not-evidence';
    const found = await deps.inspector.inspect(objectKey, checkDeclared);
    if (found === 'no-object' || found === 'not-scanned') return found;
    const { outcome } = found.verdict;
    await deps.verdicts.write(storageKeys.checkVerdict(id), JSON.stringify({ outcome }), 'application/json');
    return outcome;
  };
}
