import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { startS3 } from '../../infra/local/s3/start-s3.ts';

type Lock = Parameters<typeof startS3>[0]['buckets'][number]['lock'];

export type EmbeddedS3 = Readonly<{ client: S3Client; close: () => Promise<void> }>;

/** The embedded S3 in a folder of its own, with a client for it. @param buckets name of each, and how its objects are locked */
export async function embeddedS3(buckets: Readonly<Record<string, Lock>>): Promise<EmbeddedS3> {
  const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-s3-'));
  const region = 'cn-test-1';
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
  const server = await startS3({
    dir,
    port: 0,
    region,
    ...credentials,
    buckets: Object.entries(buckets).map(([name, lock]) => ({ name, versioned: true, cors: [], lock })),
    onObjectCreated: () => undefined,
  });
  const client = new S3Client({
    endpoint: server.endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    client,
    close: async () => {
      client.destroy();
      await server.close();
      rmSync(dir, { recursive: true });
    },
  };
}
