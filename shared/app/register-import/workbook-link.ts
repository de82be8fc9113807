import type { EvidenceLinks, Files } from '../../ports/services.ts';
import { sha256Hex } from '../new-id.ts';

/** Long enough to begin a download on a slow line, short enough to be useless when passed on. */
const downloadSeconds = 120;

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Puts a workbook where it can be fetched, and gives the link that downloads it under its name. */
export async function workbookLink(
  deps: Readonly<{ imports: Files; links: EvidenceLinks }>,
  key: string,
  name: string,
  bytes: Uint8Array,
) {
  await deps.imports.write(key, bytes, xlsx);
  const file = { name, size: bytes.length, contentType: xlsx, sha256: sha256Hex(bytes) };
  return deps.links.download(key, file, downloadSeconds);
}
