import type { DeclaredFile } from '../../domain/evidence/declared-file.ts';
import { refuse } from '../../domain/errors.ts';
import { isSafeFileName } from '../../domain/evidence/file-name.ts';
import { acceptsFile, typeOfName, type AcceptedType } from '../../domain/evidence/inspection.ts';

/** What scanners and telephones make. */
const scanTypes: readonly (AcceptedType | null)[] = ['pdf', 'ofd', 'jpeg', 'png', 'heic'];

/** A sealed page in colour at 300 dpi stays below 5 MB; the function that inspects it holds it in memory twice. */
const mostBytes = 10_485_760;

/** @throws Refusal `scan-not-accepted` for a file that by its name, type or size cannot be a scan */
export function requireScanFile(file: DeclaredFile): void {
  const fits =
    isSafeFileName(file.name) &&
    scanTypes.includes(typeOfName(file.name)) &&
    acceptsFile(file) &&
    file.size <= mostBytes;
  if (!fits) throw refuse.invalid('scan-not-accepted', { name: file.name });
}
