import { S3Client } from '@aws-sdk/client-s3';
import { fileClientSettings, withoutLog } from './client-settings.ts';

/**
 * Clients for S3. `WHEN_REQUIRED`: the SDK's default would sign the CRC32 of an empty body into upload links, which the
 * store then refuses.
 */
export function s3Client(): S3Client {
  return withoutLog(
    new S3Client({
      ...fileClientSettings,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  );
}
