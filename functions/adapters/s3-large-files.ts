import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LargeFiles } from '../../shared/ports/archive-writer.ts';

/**
 * Large files of one bucket, of up to the 5 GiB of one request. They are laid on the function's own disk first: S3 wants the length
 * before the first byte, and the hash, which it holds what arrives against.
 */
export function s3LargeFiles(client: S3Client, bucket: string): LargeFiles {
  return {
    write: async (key, body, contentType) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'large-'));
      const file = path.join(folder, 'file');
      try {
        const { size, sha256 } = await lay(file, body);
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: createReadStream(file),
            ContentLength: size,
            ContentType: contentType,
            ChecksumSHA256: sha256.toString('base64'),
          }),
        );
        return { size, sha256: sha256.toString('hex') };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function lay(
  file: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Readonly<{ size: number; sha256: Buffer }>> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'w');
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      size += chunk.byteLength;
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest() };
}
