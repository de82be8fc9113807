import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
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

  test('are written with their content type and checksum, without which a locked bucket takes nothing', async () => {
    s3.on(PutObjectCommand).resolves({});
    await files.write('runs/x', 'text', 'application/json');
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'runs',
      ChecksumSHA256: 'mC2ePrmW9VnmM/TRlN7zdh2Qn1o7ZH0ahR/q1nwyydE=',
      Key: 'runs/x',
      Body: 'text',
      ContentType: 'application/json',
    });
  });
});

describe('where a virus scanner must have spoken before a file is looked at', () => {
  const inspector = evidenceInspector(client, 'evidence', 'required');
  const text = '标题\n通知\n';
  const declared = {
    name: '台账.csv',
    size: Buffer.byteLength(text),
    contentType: 'text/csv',
    sha256: createHash('sha256').update(text).digest('hex'),
  };
  const tagged = (...tags: [key: string, value: string][]) =>
    s3.on(GetObjectTaggingCommand).resolves({ TagSet: tags.map(([Key, Value]) => ({ Key, Value })) });

  test('a file without its tag waits, whatever other tags it has', async () => {
    tagged(['owner', 'NO_THREATS_FOUND']);
    expect(await inspector.inspect('evidence/x', declared)).toBe('not-scanned');
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(0);
  });

  test('a file in which nothing was found is inspected like any other', async () => {
    tagged(['GuardDutyMalwareScanStatus', 'NO_THREATS_FOUND']);
    s3.on(GetObjectCommand).resolves({ Body: object(text) });
    expect(await inspector.inspect('evidence/x', declared)).toMatchObject({
      verdict: { outcome: 'inspected' },
    });
  });

  test('a file with something in it is set aside, and not even read', async () => {
    tagged(['GuardDutyMalwareScanStatus', 'THREATS_FOUND']);
    expect(await inspector.inspect('evidence/x', declared)).toMatchObject({
      verdict: { outcome: 'quarantined', reasons: [{ code: 'malware', params: {} }] },
    });
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(0);
  });

  test.each(['UNSUPPORTED', 'ACCESS_DENIED', 'FAILED', 'A_WORD_OF_LATER_YEARS'])(
    '%s is not "nothing was found": the file is set aside and the reason said',
    async (status) => {
      tagged(['GuardDutyMalwareScanStatus', status]);
      expect(await inspector.inspect('evidence/x', declared)).toMatchObject({
        verdict: { outcome: 'quarantined', reasons: [{ code: 'scan-failed', params: { status } }] },
      });
    },
  );

  test('an object that is gone is told apart here too', async () => {
    s3.on(GetObjectTaggingCommand).rejects(missing);
    expect(await inspector.inspect('evidence/x', declared)).toBe('no-object');
  });
});

describe('looking at an uploaded object', () => {
  const inspector = evidenceInspector(client, 'evidence', 'off');
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
    expect(await inspector.inspect('evidence/x', declared)).toMatchObject({ objectVersion: null });
  });

  test('bytes other than declared are set aside', async () => {
    s3.on(GetObjectCommand).resolves({ Body: object(text.replace('12', '13')) });
    expect(await inspector.inspect('evidence/x', declared)).toMatchObject({
      verdict: { outcome: 'quarantined', reasons: [{ code: 'hash-differs' }] },
    });
  });

  test('an object that is gone is told apart: events may come after it', async () => {
    s3.on(GetObjectCommand).rejects(missing);
    expect(await inspector.inspect('evidence/x', declared)).toBe('no-object');
    s3.on(GetObjectCommand).resolves({});
    expect(await inspector.inspect('evidence/x', declared)).toBe('no-object');
  });

  test('any other error is thrown, so that the event is sent again', async () => {
    const fault = new Error('network');
    s3.on(GetObjectCommand).rejects(fault);
    await expect(inspector.inspect('evidence/x', declared)).rejects.toBe(fault);
  });
});
