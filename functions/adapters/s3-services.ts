import type { LargeFiles } from '../../shared/ports/archive-writer.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceLinks, Files, RunFileLinks } from '../../shared/ports/services.ts';
import * as evidence from './evidence-links.ts';
import { s3Client } from './s3-client.ts';
import { s3Files } from './s3-files.ts';
import { s3Heads } from './s3-heads.ts';
import { s3LargeFiles } from './s3-large-files.ts';

/** What functions do with S3, in one module that is loaded when one first does (s3-when-asked.ts), and by one client. */
const client = s3Client();

export function files(bucket: string): Files {
  return s3Files(client, bucket);
}

export function evidenceLinks(bucket: string, log: Log): EvidenceLinks {
  return evidence.evidenceLinks(client, bucket, log);
}

export function runFileLinks(bucket: string): RunFileLinks {
  return evidence.runFileLinks(client, bucket);
}

export function heads(bucket: string): HeadsArchive {
  return s3Heads(client, bucket);
}

export function largeFiles(bucket: string): LargeFiles {
  return s3LargeFiles(client, bucket);
}
