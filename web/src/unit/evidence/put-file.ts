import type { UploadLink } from '../../../../shared/contracts/evidence-views.ts';

/**
 * Sends a file to where its link says, once. `fetch` tells nothing of what has gone out; the older way does.
 * @returns the store's answer; 0 when none came
 */
export function putFile(
  link: Pick<UploadLink, 'method' | 'url' | 'headers'>,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<number> {
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

/** Tries of one file while the line comes and goes: some 7 s in all, after which it waits for the line to be back. */
const tries = 4;

/**
 * Sends a file, again where the line broke.
 * @returns `sent` also where an earlier try had brought it; `link-over` when the link is no good any more; `no-line` when no
 * answer came; `refused` when the store does not want these bytes
 */
export async function sendFile(
  link: Pick<UploadLink, 'method' | 'url' | 'headers'>,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<'sent' | 'link-over' | 'no-line' | 'refused'> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await putFile(link, file, onProgress);
    if ((status >= 200 && status < 300) || status === 412) return 'sent';
    if (status === 403) return 'link-over';
    if (status !== 0 && status < 500) return 'refused';
    if (attempt === tries || !navigator.onLine) return 'no-line';
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
  }
}
