import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceInspector, EvidenceLinks, Files } from '../../shared/ports/services.ts';
import { once } from './once.ts';
import { evidenceLinksOf, filesOf } from './s3-when-asked.ts';

/** Scans of contact forms: their links, what inspects them, and where they are kept. */
export function withContactScans(
  settings: Readonly<{ CONTACTS_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks; inspector: EvidenceInspector; scans: Files }> {
  return {
    links: evidenceLinksOf(settings.CONTACTS_BUCKET, log),
    // The caller waits for the answer, which a scanner's minutes do not fit into.
    inspector: inspectorOf(settings.CONTACTS_BUCKET, 'off'),
    scans: filesOf(settings.CONTACTS_BUCKET),
  };
}

/** Where the verdict on the file of a check of the service is left. */
export function withVerdicts(settings: Readonly<{ EVIDENCE_BUCKET: string }>): Readonly<{ verdicts: Files }> {
  return { verdicts: filesOf(settings.EVIDENCE_BUCKET) };
}

export function withInspector(
  settings: Readonly<{ EVIDENCE_BUCKET: string; VIRUS_SCAN: 'off' | 'required' }>,
): Readonly<{ inspector: EvidenceInspector }> {
  return { inspector: inspectorOf(settings.EVIDENCE_BUCKET, settings.VIRUS_SCAN) };
}

/** What inspects files is loaded by the first call that has one: it decodes pictures, and brings its decoders. */
function inspectorOf(bucket: string, virusScan: 'off' | 'required'): EvidenceInspector {
  const inspector = once(async () => {
    const [{ evidenceInspector }, { s3Client }] = await Promise.all([
      import('./evidence-inspector.ts'),
      import('./s3-client.ts'),
    ]);
    return evidenceInspector(s3Client(), bucket, virusScan);
  });
  return { inspect: async (key, declared) => (await inspector()).inspect(key, declared) };
}
