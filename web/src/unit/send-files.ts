import type { UploadLink } from '../../../shared/contracts/views.ts';
import type { DeclaredFile } from '../../../shared/domain/evidence/evidence.ts';

/** Files on their way into the store: counted, hashed here, and sent where the link says. */

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Kinds that browsers name differently, or not at all. */
const typeByEnding: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** What is declared of a file before it is sent: the store takes no other bytes than these. */
export async function declare(file: File): Promise<DeclaredFile> {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return {
    name: file.name,
    size: file.size,
    contentType: typeByEnding[ending] ?? (file.type === '' ? 'application/octet-stream' : file.type),
    sha256,
  };
}

/** Tries of one file while the line comes and goes. */
const tries = 4;

/** Sends a file to its link. That it is there already is fine: an earlier try brought it. */
export async function send(link: UploadLink, file: File, onProgress: (share: number) => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await put(link, file, onProgress);
    if ((status >= 200 && status < 300) || status === 412) return;
    const passing = status === 0 || status >= 500;
    if (!passing || attempt === tries) throw new UploadFailed(status);
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
  }
}

export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
  readonly status: number;
  constructor(status: number) {
    super(`the store answered ${status}`);
    this.status = status;
  }
}

/** `fetch` tells nothing of what has gone out; the older way does. */
function put(link: UploadLink, file: File, onProgress: (share: number) => void): Promise<number> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(link.method, link.url);
    for (const [name, value] of Object.entries(link.headers))
      // Browsers state the length themselves and let nobody else do so.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => resolve(request.status);
    request.onerror = () => resolve(0);
    request.ontimeout = () => resolve(0);
    request.send(file);
  });
}
