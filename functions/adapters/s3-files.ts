import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FileMissing, type Files } from '../../shared/ports/services.ts';

/** Files of one bucket. */
export function s3Files(client: S3Client, bucket: string): Files {
  return {
    read: async (key) => {
      try {
        const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (found.Body === undefined) throw new FileMissing(`${key} has no content`);
        return await found.Body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) throw new FileMissing(`${key} is not there`);
        throw error;
      }
    },
    write: async (key, body, contentType) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          // A bucket whose objects are locked takes nothing without a checksum.
          ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
        }),
      );
    },
  };
}
