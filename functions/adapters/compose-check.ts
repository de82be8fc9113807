import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceLinks, Files } from '../../shared/ports/services.ts';
import type { Web } from '../../shared/ports/web.ts';
import { fetchingWeb } from './fetching-web.ts';
import { evidenceLinksOf, filesOf } from './s3-when-asked.ts';

/** What a check of the service uses it by. */
export function withServiceCheck(
  settings: Readonly<{ EVIDENCE_BUCKET: string; ADDRESS: string }>,
  log: Log,
): Readonly<{
  links: EvidenceLinks;
  verdicts: Files;
  web: Web;
  address: string;
  wait: (milliseconds: number) => Promise<void>;
}> {
  return {
    links: evidenceLinksOf(settings.EVIDENCE_BUCKET, log),
    verdicts: filesOf(settings.EVIDENCE_BUCKET),
    web: fetchingWeb(),
    address: settings.ADDRESS.replace(/\/$/, ''),
    wait: (milliseconds) => wait(milliseconds),
  };
}
