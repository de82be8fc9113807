import type { LargeFiles } from '../../shared/ports/archive-writer.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceLinks, Files, RunFileLinks } from '../../shared/ports/services.ts';
import { once } from './once.ts';

/**
 * S3, whose client's library the first call loads that asks it: most calls ask the table alone, and such a library is as large again as
 * all else that a function loads. In a module that only those functions import which need it: the bundler carries for each what
 * a module could load, whether it does or not.
 */
const s3 = once(() => import('./s3-services.ts'));

export function filesOf(bucket: string): Files {
  const files = once(async () => (await s3()).files(bucket));
  return {
    read: async (key) => (await files()).read(key),
    write: async (key, body, contentType) => (await files()).write(key, body, contentType),
  };
}

export function evidenceLinksOf(bucket: string, log: Log): EvidenceLinks {
  const links = once(async () => (await s3()).evidenceLinks(bucket, log));
  return {
    upload: async (key, file, seconds) => (await links()).upload(key, file, seconds),
    download: async (key, file, seconds) => (await links()).download(key, file, seconds),
  };
}

export function runFileLinksOf(bucket: string): RunFileLinks {
  const links = once(async () => (await s3()).runFileLinks(bucket));
  return { download: async (key, name, seconds) => (await links()).download(key, name, seconds) };
}

export function headsOf(bucket: string): HeadsArchive {
  const heads = once(async () => (await s3()).heads(bucket));
  return {
    add: async (scope, set) => (await heads()).add(scope, set),
    all: async (scope) => (await heads()).all(scope),
  };
}

export function largeFilesOf(bucket: string): LargeFiles {
  const files = once(async () => (await s3()).largeFiles(bucket));
  return { write: async (key, body, contentType) => (await files()).write(key, body, contentType) };
}
