import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Files } from '../../../functions/adapters/s3-files.ts';
import { s3LargeFiles } from '../../../functions/adapters/s3-large-files.ts';
import { embeddedS3, type EmbeddedS3 } from '../../support/embedded-s3.ts';

/** Files that are too large to be held: laid on disk as they are made, then sent with their length and hash. */
const bucket = 'evidence';
let s3: EmbeddedS3;

beforeAll(async () => {
  s3 = await embeddedS3({ [bucket]: null });
});
afterAll(() => s3.close());

const pieces = Array.from({ length: 40 }, (_, at) => new Uint8Array(100_000 + at).fill(at));
const whole = Buffer.concat(pieces);
const laid = () => readdirSync(tmpdir()).filter((name) => name.startsWith('large-'));

test('a file arrives as it was made, and nothing of it stays on the disk', async () => {
  const before = laid();
  async function* made() {
    yield* pieces;
  }
  const key = 'custody/packages/2018/a.zip';
  const written = await s3LargeFiles(s3.client, bucket).write(key, made(), 'application/zip');
  expect(written).toEqual({
    size: whole.byteLength,
    sha256: createHash('sha256').update(whole).digest('hex'),
  });
  expect(Buffer.compare(await s3Files(s3.client, bucket).read(key), whole)).toBe(0);
  expect(laid()).toEqual(before);
});

test('a file whose making breaks off is not sent, and leaves nothing either', async () => {
  const before = laid();
  async function* broken() {
    yield* pieces;
    throw new Error('broken off');
  }
  const key = 'custody/packages/2018/b.zip';
  await expect(s3LargeFiles(s3.client, bucket).write(key, broken(), 'application/zip')).rejects.toThrow(
    'broken off',
  );
  await expect(s3Files(s3.client, bucket).read(key)).rejects.toThrow('is not there');
  expect(laid()).toEqual(before);
});
