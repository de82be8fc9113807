import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { LifecycleRule } from '../../../../infra/local/s3/lifecycle.ts';
import { ObjectFiles } from '../../../../infra/local/s3/object-files.ts';
import { startS3 } from '../../../../infra/local/s3/start-s3.ts';
import { newFolder, temporaryFolder } from '../fixture/temporary-folder.ts';

const day = 86_400_000;
const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
const rules: readonly LifecycleRule[] = [{ prefix: 'custody/', expirationDays: 7, noncurrentDays: 1 }];
const lock = { defaultRetention: { mode: 'COMPLIANCE', days: 30 } } as const;

let dir: string;
let clock: number;
let told: string[];
let announced: string[];
let server: Awaited<ReturnType<typeof startS3>>;

const start = () =>
  startS3({
    dir,
    port: 0,
    region: 'cn-test-1',
    ...credentials,
    now: () => clock,
    log: (line) => told.push(line),
    buckets: [
      { name: 'evidence', versioned: true, cors: [], lock: null, lifecycle: rules },
      { name: 'plain', versioned: false, cors: [], lock: null, lifecycle: rules },
      { name: 'locked', versioned: true, cors: [], lock, lifecycle: rules },
      { name: 'kept', versioned: true, cors: [], lock: null },
    ],
    onObjectCreated: ({ key }) => announced.push(key),
  });
beforeEach(async () => {
  dir = newFolder();
  clock = Date.parse('2018-06-01T10:00:00.000Z');
  told = [];
  announced = [];
  server = await start();
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

/** The machine is off for so many days. */
async function offFor(days: number): Promise<void> {
  await server.close();
  clock += days * day;
  server = await start();
}
/** A client whose clock is the store's. */
function client(): S3Client {
  const made = new S3Client({
    endpoint: server.endpoint,
    region: 'cn-test-1',
    credentials,
    systemClockOffset: clock - Date.now(),
    maxAttempts: 1,
  });
  onTestFinished(() => made.destroy());
  return made;
}
const put = (Bucket: string, Key: string, Body: PutObjectCommandInput['Body'] = 'x') =>
  client().send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Bucket: string, Key: string, VersionId?: string) => {
  const { Body } = await client().send(
    new GetObjectCommand({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) }),
  );
  return Body?.transformToString();
};
const found = (Bucket: string, Key: string, VersionId?: string) =>
  read(Bucket, Key, VersionId).catch((error: unknown) => (error instanceof Error ? error.name : 'unknown'));
/** What lies in a bucket's folder: descriptions and bodies. */
const onDisk = (bucket: string) => readdirSync(path.join(dir, bucket));
/** The file of a bucket's folder that holds just this. */
function bodyWith(bucket: string, text: string): string {
  const name = onDisk(bucket).find((each) => readFileSync(path.join(dir, bucket, each), 'utf8') === text);
  if (name === undefined) throw new Error(`no body says ${text}`);
  return path.join(dir, bucket, name);
}

test('a package is not found after its days, is off the disk a day later, and in the end not even its name is left', async () => {
  const { VersionId } = await put('evidence', 'custody/packages/2018/a.zip', 'a whole year');
  await offFor(7);
  expect(await found('evidence', 'custody/packages/2018/a.zip')).toBe('a whole year');
  await offFor(1);
  expect(await found('evidence', 'custody/packages/2018/a.zip')).toBe('NoSuchKey');
  expect(await found('evidence', 'custody/packages/2018/a.zip', VersionId)).toBe('a whole year');
  await offFor(2);
  expect(await found('evidence', 'custody/packages/2018/a.zip', VersionId)).toBe('NoSuchKey');
  expect(onDisk('evidence').map((name) => readFileSync(path.join(dir, 'evidence', name), 'utf8'))).toEqual([
    '',
    expect.stringContaining('"deleted":true'),
  ]);
  await offFor(8);
  expect([onDisk('evidence'), told]).toEqual([[], []]);
});

test('what lies elsewhere, in a bucket without rules or beside the prefix, stays', async () => {
  await put('evidence', 'evidence/2018/001/a/b');
  await put('kept', 'custody/packages/2018/a.zip');
  await offFor(1000);
  expect(await found('evidence', 'evidence/2018/001/a/b')).toBe('x');
  expect(await found('kept', 'custody/packages/2018/a.zip')).toBe('x');
});

test('what was overwritten or deleted by hand goes as well, and the newest stays', async () => {
  await put('evidence', 'custody/over', 'one');
  await put('evidence', 'custody/over', 'two');
  await put('evidence', 'custody/deleted', 'three');
  await client().send(new DeleteObjectCommand({ Bucket: 'evidence', Key: 'custody/deleted' }));
  await offFor(2);
  const bodies = onDisk('evidence').map((name) => readFileSync(path.join(dir, 'evidence', name), 'utf8'));
  expect(bodies.filter((body) => ['one', 'two', 'three'].includes(body))).toEqual(['two']);
  expect(await found('evidence', 'custody/over')).toBe('two');
});

test('in a bucket without versions the object is gone at once', async () => {
  await put('plain', 'custody/a', 'one');
  await put('plain', 'custody/a', 'two');
  await offFor(8);
  expect(await found('plain', 'custody/a')).toBe('NoSuchKey');
  expect(onDisk('plain')).toEqual([]);
});

test('what is locked is on the disk until its lock is over', async () => {
  await put('locked', 'custody/a', 'locked');
  await offFor(8);
  await offFor(20);
  expect(readFileSync(bodyWith('locked', 'locked'), 'utf8')).toBe('locked');
  await offFor(3);
  expect(() => bodyWith('locked', 'locked')).toThrow('no body');
});
test('what has expired while the machine was off is not announced again: an old order would be carried out anew', async () => {
  await put('evidence', 'custody/orders/2018/a.json');
  await put('evidence', 'evidence/2018/001/a/b');
  announced = [];
  await offFor(30);
  expect(announced).toEqual(['evidence/2018/001/a/b']);
});

test('a runtime that goes on running looks every hour, and not any more once it is closed', async () => {
  await server.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  server = await start();
  await put('evidence', 'custody/a');
  clock += 8 * day;
  vi.advanceTimersByTime(3_599_999);
  expect(await found('evidence', 'custody/a')).toBe('x');
  vi.advanceTimersByTime(1);
  await vi.waitFor(async () => expect(await found('evidence', 'custody/a')).toBe('NoSuchKey'));
  await server.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a removal that fails is told, keeps nothing from running, and is made up for an hour later', async () => {
  await put('plain', 'custody/a', 'body');
  await put('plain', 'custody/b', 'other');
  await server.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const body = bodyWith('plain', 'body');
  // A folder in its place: what removes files cannot remove it, whoever asks.
  rmSync(body);
  mkdirSync(body);
  clock += 8 * day;
  server = await start();
  expect(onDisk('plain')).toEqual([path.basename(body)]);
  expect(told).toEqual([expect.stringMatching(/存储桶 plain 中有 1 个对象.*1 objects of bucket plain/u)]);
  expect(await found('plain', 'custody/b')).toBe('NoSuchKey');

  rmdirSync(body);
  writeFileSync(body, 'body');
  vi.advanceTimersByTime(3_600_000);
  await vi.waitFor(() => expect(onDisk('plain')).toEqual([]));
  expect(told).toHaveLength(1);
});

test('killed between description and body: the version is gone, and the next start takes the body away', async () => {
  await put('evidence', 'custody/a', 'body');
  await put('evidence', 'custody/b', 'other');
  await server.close();
  const body = bodyWith('evidence', 'body');
  rmSync(`${body}.json`);
  server = await start();
  expect(existsSync(body)).toBe(false);
  expect(await found('evidence', 'custody/a')).toBe('NoSuchKey');
  expect(await found('evidence', 'custody/b')).toBe('other');
});

test('a body goes only after what describes it: while that cannot be removed, nothing is', async () => {
  const folder = path.join(temporaryFolder(), 'bucket');
  const files = new ObjectFiles(folder, () => clock);
  const kept = await files.put('a', await files.receive(bytes('one'), null), {}, null, false);
  const file = path.join(folder, kept?.versionId ?? '');
  rmSync(`${file}.json`);
  mkdirSync(`${file}.json`);
  await expect(files.removeForGood(kept === null ? [] : [kept])).rejects.toThrow();
  expect(readFileSync(file, 'utf8')).toBe('one');
  expect(files.find('a', null)).toEqual(kept);
});

test('a version that is not the newest any more is not marked: its successor has not expired', async () => {
  const files = new ObjectFiles(path.join(temporaryFolder(), 'bucket'), () => clock);
  const old = await files.put('a', await files.receive(bytes('old'), null), {}, null, false);
  const next = await files.put('a', await files.receive(bytes('new'), null), {}, null, false);
  if (old !== null) await files.removeIfNewest(old);
  expect(files.listVersions('')).toEqual([next, old]);
});

test('what comes while its predecessor expires is not hidden, whichever comes first, also after a restart', async () => {
  const folder = path.join(temporaryFolder(), 'bucket');
  const files = new ObjectFiles(folder, () => clock);
  for (let round = 0; round < 40; round += 1) {
    const key = `custody/${round}`;
    const old = await files.put(key, await files.receive(bytes('old'), null), {}, null, false);
    const received = await files.receive(bytes('new'), null);
    const expiring = old === null ? null : files.removeIfNewest(old);
    if (round % 2 === 0) await pause(round / 20);
    const [next] = await Promise.all([files.put(key, received, {}, null, false), expiring]);
    expect(files.find(key, null)).toEqual(next);
    expect(new ObjectFiles(folder, () => clock).find(key, null)).toEqual(next);
  }
});

test('who reads a file while it goes has all of it, or a connection that breaks; the store goes on', async () => {
  const large = Buffer.alloc(24_000_000, 'abcdefgh');
  await put('plain', 'custody/large', large);
  const { Body } = await client().send(new GetObjectCommand({ Bucket: 'plain', Key: 'custody/large' }));
  rmSync(bodyWith('plain', large.toString()));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(large)).toBe(true);
  // Found, and gone by the time that it is opened.
  await expect(read('plain', 'custody/large')).rejects.toThrow();
  const { KeyCount } = await client().send(new ListObjectsV2Command({ Bucket: 'evidence' }));
  expect(KeyCount).toBe(0);
});

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
