import type { LargeFiles } from '../../shared/ports/archive-writer.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceLinks, Files, RunFileLinks } from '../../shared/ports/services.ts';
import { evidenceLinksOf, filesOf, headsOf, largeFilesOf, runFileLinksOf } from './s3-when-asked.ts';

export function withEvidenceLinks(
  settings: Readonly<{ EVIDENCE_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks }> {
  return { links: evidenceLinksOf(settings.EVIDENCE_BUCKET, log) };
}

export function withImports(
  settings: Readonly<{ IMPORTS_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks; imports: Files }> {
  return {
    links: evidenceLinksOf(settings.IMPORTS_BUCKET, log),
    imports: filesOf(settings.IMPORTS_BUCKET),
  };
}

/** Bundles of evidence lie in one bucket; their links and the files in them are of the same. */
export function withBundles(
  settings: Readonly<{ EVIDENCE_BUCKET: string; IMPORTS_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks; imports: Files; evidenceFiles: Files }> {
  return {
    links: evidenceLinksOf(settings.EVIDENCE_BUCKET, log),
    imports: filesOf(settings.IMPORTS_BUCKET),
    evidenceFiles: filesOf(settings.EVIDENCE_BUCKET),
  };
}

/** The files of accepted evidence. */
export function withEvidenceFiles(
  settings: Readonly<{ EVIDENCE_BUCKET: string }>,
): Readonly<{ evidenceFiles: Files }> {
  return { evidenceFiles: filesOf(settings.EVIDENCE_BUCKET) };
}

/** Where whole records are asked for and fetched. */
export function withCustody(
  settings: Readonly<{ CUSTODY_BUCKET: string }>,
): Readonly<{ custody: Files; custodyLinks: RunFileLinks }> {
  return {
    custody: filesOf(settings.CUSTODY_BUCKET),
    custodyLinks: runFileLinksOf(settings.CUSTODY_BUCKET),
  };
}

/** Where whole records are laid, as they are made. */
export function withPackages(
  settings: Readonly<{ CUSTODY_BUCKET: string }>,
): Readonly<{ packages: LargeFiles }> {
  return { packages: largeFilesOf(settings.CUSTODY_BUCKET) };
}

export function withRunFiles(settings: Readonly<{ RUNS_BUCKET: string }>): Readonly<{ runs: Files }> {
  return { runs: filesOf(settings.RUNS_BUCKET) };
}

export function withRunFileLinks(
  settings: Readonly<{ RUNS_BUCKET: string }>,
): Readonly<{ runFileLinks: RunFileLinks }> {
  return { runFileLinks: runFileLinksOf(settings.RUNS_BUCKET) };
}

export function withReports(settings: Readonly<{ REPORTS_BUCKET: string }>): Readonly<{ reports: Files }> {
  return { reports: filesOf(settings.REPORTS_BUCKET) };
}

/** The console's files, where this function serves them. */
export function withConsole(
  settings: Readonly<{ CONSOLE_BUCKET: string; CONSOLE_CONNECTS: string }>,
): Readonly<{ console: Readonly<{ files: Files; connects: readonly string[] }> | null }> {
  if (settings.CONSOLE_BUCKET === 'none') return { console: null };
  const connects = settings.CONSOLE_CONNECTS.split(' ').filter((origin) => origin !== '');
  return { console: { files: filesOf(settings.CONSOLE_BUCKET), connects } };
}

/** Where signed heads of the audit chains are kept. */
export function withHeads(settings: Readonly<{ HEADS_BUCKET: string }>): Readonly<{ heads: HeadsArchive }> {
  return { heads: headsOf(settings.HEADS_BUCKET) };
}
