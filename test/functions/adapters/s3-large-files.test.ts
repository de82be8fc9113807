import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Files } from '../../../functions/adapters/s3-files.ts';
import { s3LargeFiles } from '../../../functions/adapters/s3-large-files.ts';
import { startS3 } from '../../../infra/local/s3/start-s3.ts';

/** Files that are too large to be held: laid on disk as they are made, then sent with their length and hash. */
const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-large-'));
const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
const bucket = 'evidence';
let server: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;

beforeAll(async () => {
  server = await startS3({
    dir,
    port: 0,
    region: 'cn-test-1',
    ...credentials,
    buckets: [{ name: bucket, versioned: true, cors: [], lock: null }],
    onObjectCreated: () => undefined,
  });
  client = new S3Client({
    endpoint: server.endpoint,
    region: 'cn-test-1',
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  rmSync(dir, { recursive: true });
});

const pieces = Array.from({ length: 40 }, (_, at) => new Uint8Array(100_000 + at).fill(at));
const whole = Buffer.concat(pieces);
const laid = () => readdirSync(tmpdir()).filter((name) => name.startsWith('large-'));

test('a file arrives as it was made, and nothing of it stays on the disk', async () => {
  const before = laid();
  async function* made() {
    yield* pieces;
  }
  const key = 'custody/packages/2018/a.zip';
  const written = await s3LargeFiles(client, bucket).write(key, made(), 'application/zip');
  expect(written).toEqual({
    size: whole.byteLength,
    sha256: createHash('sha256').update(whole).digest('hex'),
  });
  expect(Buffer.compare(await s3Files(client, bucket).read(key), whole)).toBe(0);
  expect(laid()).toEqual(before);
});

test('a file whose making breaks off is not sent, and leaves nothing either', async () => {
  const before = laid();
  async function* broken() {
    yield* pieces;
    throw new Error('broken off');
  }
  const key = 'custody/packages/2018/b.zip';
  await expect(s3LargeFiles(client, bucket).write(key, broken(), 'application/zip')).rejects.toThrow(
    'broken off',
  );
  await expect(s3Files(client, bucket).read(key)).rejects.toThrow('is not there');
  expect(laid()).toEqual(before);
});
