import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { evidenceInspector } from '../../../functions/adapters/evidence-inspector.ts';
import { s3Files } from '../../../functions/adapters/s3-files.ts';
import { FileMissing } from '../../../shared/ports/services.ts';
import { notImplemented } from '../../shared/app/world.ts';

const s3 = mockClient(S3Client);
beforeEach(() => {
  s3.reset();
});
const client = new S3Client({ region: 'cn-test-1' });
const missing = new NoSuchKey({ message: 'The specified key does not exist.', $metadata: {} });
/** An answer's body as the SDK hands it out; the adapters read it as bytes. */
const object = (text: string) =>
  Object.assign(new Blob([text]), {
    transformToByteArray: async () => new TextEncoder().encode(text),
    transformToString: notImplemented('body.transformToString'),
    transformToWebStream: notImplemented('body.transformToWebStream'),
  });

describe('files of a bucket', () => {
  const files = s3Files(client, 'runs');

  test('are read whole, by key, from their bucket', async () => {
    s3.on(GetObjectCommand).resolves({ Body: object('{"a":1}') });
    expect(new TextDecoder().decode(await files.read('runs/2018/0001/plan.json'))).toBe('{"a":1}');
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'runs',
      Key: 'runs/2018/0001/plan.json',
    });
  });

  test('one that is not there is missing, by name', async () => {
    s3.on(GetObjectCommand).rejects(missing);
    await expect(files.read('runs/x')).rejects.toBeInstanceOf(FileMissing);
    await expect(files.read('runs/x')).rejects.toThrow('runs/x');
  });

  test('one without a body is missing too', async () => {
    s3.on(GetObjectCommand).resolves({});
    await expect(files.read('runs/x')).rejects.toBeInstanceOf(FileMissing);
  });

  test('any other error is thrown: a store that is away is not a file that is not there', async () => {
    const fault = new Error('network');
    s3.on(GetObjectCommand).rejects(fault);
    await expect(files.read('runs/x')).rejects.toBe(fault);
  });

  test('are written with their content type', async () => {
    s3.on(PutObjectCommand).resolves({});
    await files.write('runs/x', 'text', 'application/json');
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'runs',
      Key: 'runs/x',
      Body: 'text',
      ContentType: 'application/json',
    });
  });
});

describe('looking at an uploaded object', () => {
  const inspector = evidenceInspector(client, 'evidence');
  const text = '标题,日期\n通知,2018-03-12\n';
  const declared = {
    name: '台账.csv',
    size: Buffer.byteLength(text),
    contentType: 'text/csv',
    sha256: createHash('sha256').update(text).digest('hex'),
  };

  test('gives the verdict on its bytes and the version they were', async () => {
    s3.on(GetObjectCommand).resolves({ Body: object(text), VersionId: 'v7' });
    expect(await inspector.inspect('evidence/x', declared)).toMatchObject({
      verdict: { outcome: 'inspected', detectedType: 'csv' },
      objectVersion: 'v7',
    });
  });

  test('without versions says so with null', async () => {
    s3.on(GetObjectCommand).resolves({ Body: object(text) });
    expect((await inspector.inspect('evidence/x', declared))?.objectVersion).toBeNull();
  });

  test('bytes other than declared are set aside', async () => {
    s3.on(GetObjectCommand).resolves({ Body: object(text.replace('12', '13')) });
    expect((await inspector.inspect('evidence/x', declared))?.verdict).toMatchObject({
      outcome: 'quarantined',
      reasons: [{ code: 'hash-differs' }],
    });
  });

  test('an object that is gone is null: events may come after it', async () => {
    s3.on(GetObjectCommand).rejects(missing);
    expect(await inspector.inspect('evidence/x', declared)).toBeNull();
    s3.on(GetObjectCommand).resolves({});
    expect(await inspector.inspect('evidence/x', declared)).toBeNull();
  });

  test('any other error is thrown, so that the event is sent again', async () => {
    const fault = new Error('network');
    s3.on(GetObjectCommand).rejects(fault);
    await expect(inspector.inspect('evidence/x', declared)).rejects.toBe(fault);
  });
});
