import { DeleteObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Heads } from '../../functions/adapters/s3-heads.ts';
import { headsPrefix, storageKeys } from '../../shared/contracts/storage-keys.ts';
import { headsText, type SignedHeads } from '../../shared/domain/audit/signed-heads.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { embeddedS3, type EmbeddedS3 } from '../support/embedded-s3.ts';

/** Signed heads in a bucket whose objects are locked: what was kept once is read back, whatever is done to it since. */
const Bucket = 'heads';
let s3: EmbeddedS3;

beforeAll(async () => {
  s3 = await embeddedS3({ [Bucket]: { defaultRetention: { mode: 'COMPLIANCE', days: 3650 } } });
});
afterAll(() => s3.close());

const at = (second: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, second)).toISOString();
const set = (second: number): SignedHeads => ({
  document: headsText(at(second), [{ stream: '2018/office', from: second, hashes: ['a'.repeat(64)] }]),
  signature: 'c2ln',
  key: 'b'.repeat(64),
});
const keyOf = (scope: string, second: number) =>
  storageKeys.signedHeads({ scope, at: at(second), sha256: sha256Hex(set(second).document) });

test('sets come back in the order in which they were signed, each scope’s apart', async () => {
  const heads = s3Heads(s3.client, Bucket);
  for (const second of [3, 1, 2]) await heads.add('2018', set(second));
  await heads.add('installation', set(9));
  expect(await heads.all('2018')).toEqual([set(1), set(2), set(3)]);
  expect(await heads.all('2017')).toEqual([]);
});

test('the same set twice is the same set', async () => {
  const heads = s3Heads(s3.client, Bucket);
  await heads.add('2019', set(1));
  await heads.add('2019', set(1));
  expect(await heads.all('2019')).toEqual([set(1)]);
});

test('a set that is marked deleted, or has another laid over it, is still there as it was', async () => {
  const heads = s3Heads(s3.client, Bucket);
  for (const second of [1, 2, 3]) await heads.add('2020', set(second));
  await s3.client.send(new DeleteObjectCommand({ Bucket, Key: keyOf('2020', 3) }));
  const forged = JSON.stringify(set(7));
  const ChecksumSHA256 = Buffer.from(sha256Hex(forged), 'hex').toString('base64');
  await s3.client.send(new PutObjectCommand({ Bucket, Key: keyOf('2020', 2), Body: forged, ChecksumSHA256 }));
  expect(await heads.all('2020')).toEqual([set(1), set(2), set(3)]);
});

test('more sets than one page of a list holds are all read', async () => {
  const heads = s3Heads(s3.client, Bucket);
  const many = Array.from({ length: 1010 }, (_, index) => set(index + 1));
  for (let start = 0; start < many.length; start += 20)
    await Promise.all(many.slice(start, start + 20).map((each) => heads.add('2021', each)));
  expect(await heads.all('2021')).toEqual(many);
}, 60_000);

test('a version that is locked cannot be removed', async () => {
  const heads = s3Heads(s3.client, Bucket);
  await heads.add('2022', set(1));
  const { Versions } = await s3.client.send(
    new ListObjectVersionsCommand({ Bucket, Prefix: headsPrefix('2022') }),
  );
  const [version] = Versions ?? [];
  const remove = new DeleteObjectCommand({ Bucket, Key: version?.Key, VersionId: version?.VersionId });
  await expect(s3.client.send(remove)).rejects.toMatchObject({ name: 'AccessDenied' });
});
