import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { EvidenceInspector } from '../../shared/ports/services.ts';
import { inspectArrivedFile } from './inspection/inspect-arrived-file.ts';

/**
 * Fetches an uploaded object and looks at its bytes. The whole object is held in memory: at most 100 MB, which the link that
 * brought it enforced and the function's memory is sized for.
 */
export function evidenceInspector(client: S3Client, bucket: string): EvidenceInspector {
  return {
    inspect: async (key, declared) => {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (object.Body === undefined) return null;
        const bytes = await object.Body.transformToByteArray();
        return { verdict: inspectArrivedFile(bytes, declared), objectVersion: object.VersionId ?? null };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
  };
}
