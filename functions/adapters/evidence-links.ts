import type { S3Client } from '@aws-sdk/client-s3';
import type { Log } from '../../shared/ports/log.ts';
import type { EvidenceLinks, RunFileLinks } from '../../shared/ports/services.ts';
import { presignDownload } from './presigned-download.ts';
import { presignUpload } from './presigned-upload.ts';

/**
 * Links to the evidence bucket. Their life is real time: it is the store that lets them expire.
 * @param log is told each upload link's key, by which the event of the object's coming can be led back to the call
 */
export function evidenceLinks(client: S3Client, bucket: string, log: Log): EvidenceLinks {
  return {
    upload: async (key, file, seconds) => {
      const { url, headers } = await presignUpload(client, {
        bucket,
        key,
        size: file.size,
        contentType: file.contentType,
        sha256Base64: Buffer.from(file.sha256, 'hex').toString('base64'),
        expiresInSeconds: seconds,
      });
      log.info('link-signed', { key });
      return { url, headers, expiresAt: inSeconds(seconds) };
    },
    download: async (key, file, seconds) => {
      const url = await presignDownload(client, {
        bucket,
        key,
        fileName: file.name,
        contentType: file.contentType,
        expiresInSeconds: seconds,
      });
      return { url, expiresAt: inSeconds(seconds) };
    },
  };
}

const documentTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

function contentTypeOf(name: string): string {
  return documentTypes[name.split('.').at(-1) ?? ''] ?? 'application/json';
}

/** Links to a run's own files, and to documents made for one reader. */
export function runFileLinks(client: S3Client, bucket: string): RunFileLinks {
  return {
    download: async (key, name, seconds) => {
      const url = await presignDownload(client, {
        bucket,
        key,
        fileName: name,
        contentType: contentTypeOf(name),
        expiresInSeconds: seconds,
      });
      return { url, expiresAt: inSeconds(seconds) };
    },
  };
}

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
