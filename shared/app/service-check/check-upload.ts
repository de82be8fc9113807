import * as z from 'zod/mini';
import { storageKeys } from '../../contracts/storage-keys.ts';
import type { UploadCheck } from '../../domain/service-check/service-faults.ts';
import { FileMissing, type EvidenceLinks, type Files } from '../../ports/services.ts';
import type { Web } from '../../ports/web.ts';
import { checkBytes, checkDeclared } from './check-file.ts';

/** How long the link is good, in seconds: it is used at once. */
const linkSeconds = 120;
/** How often it is looked whether the file was inspected, a second apart: a virus scanner takes minutes. */
const mostLooks = 240;

const verdict = z.object({ outcome: z.enum(['inspected', 'quarantined']) });

export type UploadCheckDeps = Readonly<{
  links: EvidenceLinks;
  verdicts: Files;
  web: Web;
  wait: (milliseconds: number) => Promise<void>;
}>;

/**
 * Sends a file as a clerk's browser does, by a link that can bring this one thing once, and sees it inspected. First other bytes go by
 * the link and must be refused; afterwards the same must be refused, since it is there.
 * @returns a check of an id that nobody else has, 26 letters and digits
 */
export function checkUpload({ links, verdicts, web, wait }: UploadCheckDeps) {
  return async (id: string): Promise<UploadCheck> => {
    const { url, headers } = await links.upload(storageKeys.checkFile(id), checkDeclared, linkSeconds);
    const send = async (bytes: Uint8Array) => {
      const status = await web.put(url, headers, bytes);
      return status !== null && status >= 200 && status < 300;
    };
    if (await send(checkBytes.with(0, (checkBytes[0] ?? 0) ^ 1))) return 'other-bytes-taken';
    if (!(await send(checkBytes))) return 'not-taken';
    if (await send(checkBytes)) return 'taken-twice';
    for (let look = 0; look < mostLooks; look += 1) {
      const outcome = await outcomeOf(verdicts, id);
      if (outcome !== null) return outcome === 'inspected' ? 'works' : 'set-aside';
      await wait(1_000);
    }
    return 'not-inspected';
  };
}

async function outcomeOf(verdicts: Files, id: string): Promise<'inspected' | 'quarantined' | null> {
  try {
    const bytes = await verdicts.read(storageKeys.checkVerdict(id));
    return verdict.parse(JSON.parse(new TextDecoder().decode(bytes))).outcome;
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
}
