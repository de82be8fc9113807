import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Files } from '../../../../functions/adapters/s3-files.ts';
import { startS3 } from '../../../../infra/local/s3/start-s3.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-lock-'));
const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
const bucket = (name: string, lock: Parameters<typeof startS3>[0]['buckets'][number]['lock']) => ({
  name,
  versioned: true,
  cors: [],
  lock,
});
const start = () =>
  startS3({
    dir,
    port: 0,
    region: 'cn-test-1',
    ...credentials,
    buckets: [
      bucket('open', null),
      bucket('stated', { defaultRetention: null }),
      bucket('locked', { defaultRetention: { mode: 'GOVERNANCE', years: 10 } }),
    ],
    onObjectCreated: () => undefined,
  });

let server: Awaited<ReturnType<typeof start>>;
let client: S3Client;
const connect = () =>
  new S3Client({
    endpoint: server.endpoint,
    region: 'cn-test-1',
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
beforeAll(async () => {
  server = await start();
  client = connect();
});
afterAll(async () => {
  client.destroy();
  await server.close();
  rmSync(dir, { recursive: true });
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
const year = 365 * 86_400_000;

test('what the product writes into a locked bucket is locked for the bucket’s time, and says so', async () => {
  await s3Files(client, 'locked').write('reports/a', 'x', 'text/plain');
  const at = { Bucket: 'locked', Key: 'reports/a' };
  const { Retention } = await client.send(new GetObjectRetentionCommand(at));
  expect(Retention?.Mode).toBe('GOVERNANCE');
  expect(Retention?.RetainUntilDate?.getUTCFullYear()).toBe(new Date().getUTCFullYear() + 10);
  const head = await client.send(new HeadObjectCommand(at));
  expect([head.ObjectLockMode, head.ObjectLockRetainUntilDate]).toEqual([
    'GOVERNANCE',
    Retention?.RetainUntilDate,
  ]);
});

test('a locked version cannot be removed; writing and deleting over it leave it where it is', async () => {
  const at = { Bucket: 'locked', Key: 'kept' };
  await s3Files(client, 'locked').write('kept', 'first', 'text/plain');
  const { VersionId } = await client.send(new HeadObjectCommand(at));
  expect(await codeOf(client.send(new DeleteObjectCommand({ ...at, VersionId })))).toBe('AccessDenied');
  await s3Files(client, 'locked').write('kept', 'second', 'text/plain');
  await client.send(new DeleteObjectCommand(at));
  expect(await codeOf(client.send(new GetObjectCommand(at)))).toBe('NoSuchKey');
  const first = await client.send(new GetObjectCommand({ ...at, VersionId }));
  expect(await first.Body?.transformToString()).toBe('first');
});

test('a lock outlives a restart', async () => {
  await s3Files(client, 'locked').write('restart', 'x', 'text/plain');
  const before = await client.send(new GetObjectRetentionCommand({ Bucket: 'locked', Key: 'restart' }));
  await server.close();
  server = await start();
  client.destroy();
  client = connect();
  const after = await client.send(new GetObjectRetentionCommand({ Bucket: 'locked', Key: 'restart' }));
  expect(after.Retention).toEqual(before.Retention);
});

test('a request may state its own time, which must lie ahead and name its mode', async () => {
  const put = (more: object) =>
    new PutObjectCommand({
      Bucket: 'stated',
      Key: 'own',
      Body: 'x',
      ChecksumSHA256: createHash('sha256').update('x').digest('base64'),
      ...more,
    });
  const until = new Date(Date.now() + year);
  await client.send(put({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until }));
  const { Retention } = await client.send(new GetObjectRetentionCommand({ Bucket: 'stated', Key: 'own' }));
  expect(Retention).toMatchObject({ Mode: 'COMPLIANCE' });
  const past = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(0) };
  expect(await codeOf(client.send(put(past)))).toBe('InvalidRequest');
  expect(await codeOf(client.send(put({ ObjectLockMode: 'COMPLIANCE' })))).toBe('InvalidRequest');
});

test('S3 takes nothing to be locked without a checksum: a write that forgets it fails here as there', async () => {
  const bare = new PutObjectCommand({ Bucket: 'locked', Key: 'bare', Body: 'x' });
  expect(await codeOf(client.send(bare))).toBe('InvalidRequest');
  const md5 = new PutObjectCommand({
    Bucket: 'locked',
    Key: 'bare',
    Body: 'x',
    ContentMD5: 'nd1HJ5+SS2ccgM55fLuW0Q==',
  });
  expect(await codeOf(client.send(md5))).toBe('BadDigest');
});

test('where nothing is locked, nothing can be asked to be, and nothing says that it is', async () => {
  const stated = new PutObjectCommand({
    Bucket: 'open',
    Key: 'a',
    Body: 'x',
    ObjectLockMode: 'COMPLIANCE',
    ObjectLockRetainUntilDate: new Date(Date.now() + year),
  });
  expect(await codeOf(client.send(stated))).toBe('InvalidRequest');
  await s3Files(client, 'open').write('a', 'x', 'text/plain');
  expect(await codeOf(client.send(new GetObjectRetentionCommand({ Bucket: 'open', Key: 'a' })))).toBe(
    'NoSuchObjectLockConfiguration',
  );
  const { VersionId } = await client.send(new HeadObjectCommand({ Bucket: 'open', Key: 'a' }));
  const remove = new DeleteObjectCommand({ Bucket: 'open', Key: 'a', VersionId });
  expect(await codeOf(client.send(remove))).toBe('NotImplemented');
});

test('nothing here shortens a lock', async () => {
  const change = new PutObjectRetentionCommand({
    Bucket: 'locked',
    Key: 'kept',
    Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date() },
    BypassGovernanceRetention: true,
  });
  expect(await codeOf(client.send(change))).toBe('NotImplemented');
});
