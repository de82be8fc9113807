import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceInspector, EvidenceLinks, Files } from '../../shared/ports/services.ts';
import { evidenceInspector } from './evidence-inspector.ts';
import { evidenceLinks } from './evidence-links.ts';
import { s3Client } from './s3-client.ts';
import { s3Files } from './s3-files.ts';

/** What inspects files, apart from the rest: it decodes pictures, and no other function should carry the decoders. */

/** Scans of contact forms: their links, what inspects them, and where they are kept. */
export function withContactScans(
  settings: Readonly<{ CONTACTS_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks; inspector: EvidenceInspector; scans: Files }> {
  const client = s3Client();
  return {
    links: evidenceLinks(client, settings.CONTACTS_BUCKET, log),
    // The caller waits for the answer, which a scanner's minutes do not fit into.
    inspector: evidenceInspector(client, settings.CONTACTS_BUCKET, 'off'),
    scans: s3Files(client, settings.CONTACTS_BUCKET),
  };
}

export function withInspector(
  settings: Readonly<{ EVIDENCE_BUCKET: string; VIRUS_SCAN: 'off' | 'required' }>,
): Readonly<{ inspector: EvidenceInspector }> {
  return { inspector: evidenceInspector(s3Client(), settings.EVIDENCE_BUCKET, settings.VIRUS_SCAN) };
}
