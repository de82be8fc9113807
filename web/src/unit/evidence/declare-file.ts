import { acceptedFormats } from '../../../../shared/domain/evidence/inspection.ts';
import type { DeclaredFile } from '../../../../shared/domain/evidence/declared-file.ts';

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Read in pieces of so many bytes, so that an old disk shows how far it is. */
const step = 4 * 1024 * 1024;

/** By a file's ending: browsers name many kinds differently, or not at all. */
const typeByEnding = new Map(
  Object.values(acceptedFormats).flatMap(({ extensions, contentTypes }) =>
    extensions.map((ending) => [ending, contentTypes[0] ?? ''] as const),
  ),
);

/** What a file chooser offers: the kinds that are accepted. */
export const acceptedEndings = [...typeByEnding.keys()].map((ending) => `.${ending}`).join(',');

/**
 * What is declared of a file before it is sent: the store takes no other bytes than these.
 * @param onProgress the share that has been read
 */
export async function declareFile(file: File, onProgress: (share: number) => void): Promise<DeclaredFile> {
  const bytes = new Uint8Array(file.size);
  for (let from = 0; from < file.size; from += step) {
    bytes.set(new Uint8Array(await file.slice(from, from + step).arrayBuffer()), from);
    onProgress(Math.min(1, (from + step) / file.size));
  }
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes));
  return { name: file.name, size: file.size, contentType: typeOf(file), sha256 };
}

export function typeOf(file: File): string {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  return typeByEnding.get(ending) ?? (file.type === '' ? 'application/octet-stream' : file.type);
}
