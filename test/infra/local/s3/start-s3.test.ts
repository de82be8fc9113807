import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presignDownload } from '../../../../functions/adapters/presigned-download.ts';
import { presignUpload } from '../../../../functions/adapters/presigned-upload.ts';
import { startS3, type ObjectCreated } from '../../../../infra/local/s3/start-s3.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-s3-'));
const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
const created: ObjectCreated[] = [];
let clock: number | null = null;
let server: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;
let port = 0;

function start(onPort: number) {
  return startS3({
    dir,
    port: onPort,
    region: 'cn-test-1',
    ...credentials,
    now: () => clock ?? Date.now(),
    buckets: [
      {
        name: 'evidence',
        versioned: true,
        lock: null,
        cors: [
          {
            allowedOrigins: ['http://localhost:*'],
            allowedMethods: ['PUT'],
            allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
            exposedHeaders: ['etag'],
            maxAgeSeconds: 600,
          },
        ],
      },
    ],
    onObjectCreated: (event) => created.push(event),
  });
}

beforeAll(async () => {
  server = await start(0);
  port = Number(new URL(server.endpoint).port);
  client = new S3Client({
    endpoint: server.endpoint,
    region: 'cn-test-1',
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  rmSync(dir, { recursive: true });
});

const Bucket = 'evidence';
const text = (body: { transformToString: () => Promise<string> } | undefined) => body?.transformToString();
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

describe('what the SDK sends is kept as it was sent', () => {
  test('an object comes back with its bytes, type and version', async () => {
    const put = await client.send(
      new PutObjectCommand({ Bucket, Key: '甲/乙 丙+1.txt', Body: '内容', ContentType: 'text/plain' }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket, Key: '甲/乙 丙+1.txt' }));
    expect(await text(got.Body)).toBe('内容');
    expect(got).toMatchObject({ ContentType: 'text/plain', VersionId: put.VersionId, ETag: put.ETag });
  });

  test('a stream with the SDK’s default trailing checksum is stored without its chunk framing', async () => {
    const streaming = new S3Client({ endpoint: server.endpoint, region: 'cn-test-1', credentials });
    const bytes = Buffer.alloc(200_000, 'abcdefg');
    await streaming.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream',
        Body: Readable.from([bytes]),
        ContentLength: bytes.length,
      }),
    );
    const got = await streaming.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    streaming.destroy();
  });

  test('an empty object, a part of an object, its head and its checksum', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: '' }));
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'empty' }))).ContentLength).toBe(0);
    await client.send(new PutObjectCommand({ Bucket, Key: 'letters', Body: 'abcdef' }));
    const partly = await client.send(new GetObjectCommand({ Bucket, Key: 'letters', Range: 'bytes=2-3' }));
    expect([await text(partly.Body), partly.ContentRange]).toEqual(['cd', 'bytes 2-3/6']);
    const head = await client.send(
      new HeadObjectCommand({ Bucket, Key: 'letters', ChecksumMode: 'ENABLED' }),
    );
    expect(head.ChecksumSHA256).toBe(sha256(Buffer.from('abcdef')));
  });

  test('a later version takes the place of an earlier one, which stays readable by its id', async () => {
    const first = await client.send(new PutObjectCommand({ Bucket, Key: 'twice', Body: 'one' }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'twice', Body: 'two' }));
    expect(await text((await client.send(new GetObjectCommand({ Bucket, Key: 'twice' }))).Body)).toBe('two');
    const old = await client.send(new GetObjectCommand({ Bucket, Key: 'twice', VersionId: first.VersionId }));
    expect(await text(old.Body)).toBe('one');
  });

  test('a deleted object is not found, and can be put again', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    expect(await codeOf(client.send(new GetObjectCommand({ Bucket, Key: 'gone' })))).toBe('NoSuchKey');
    await client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'y', IfNoneMatch: '*' }));
  });

  test('lists go on where they stopped, in the order of their keys', async () => {
    for (const name of ['c', 'a', 'b'])
      await client.send(new PutObjectCommand({ Bucket, Key: `list/${name}`, Body: name }));
    const first = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 2 }));
    const second = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/', ContinuationToken: first.NextContinuationToken }),
    );
    expect([...(first.Contents ?? []), ...(second.Contents ?? [])].map((each) => each.Key)).toEqual([
      'list/a',
      'list/b',
      'list/c',
    ]);
  });

  test('of two that may only create, one wins', async () => {
    const put = () =>
      codeOf(client.send(new PutObjectCommand({ Bucket, Key: 'race', Body: 'x', IfNoneMatch: '*' })));
    expect((await Promise.all([put(), put(), put()])).sort()).toEqual([
      'PreconditionFailed',
      'PreconditionFailed',
      'accepted',
    ]);
  });
});

describe('what S3 would refuse is refused', () => {
  test('another secret, another bucket, no object, an operation that is not there', async () => {
    const stranger = new S3Client({
      endpoint: server.endpoint,
      region: 'cn-test-1',
      credentials: { ...credentials, secretAccessKey: 'other' },
    });
    expect(await codeOf(stranger.send(new GetObjectCommand({ Bucket, Key: 'letters' })))).toBe(
      'SignatureDoesNotMatch',
    );
    stranger.destroy();
    expect(await codeOf(client.send(new GetObjectCommand({ Bucket: 'other', Key: 'x' })))).toBe(
      'NoSuchBucket',
    );
    expect(await codeOf(client.send(new GetObjectCommand({ Bucket, Key: 'nowhere' })))).toBe('NoSuchKey');
    expect((await fetch(`${server.endpoint}/evidence/letters`)).status).toBe(403);
  });

  test('a body whose checksum is not the one claimed leaves nothing behind', async () => {
    const wrong = new PutObjectCommand({
      Bucket,
      Key: 'wrong',
      Body: 'x',
      ChecksumSHA256: sha256(Buffer.from('y')),
    });
    expect(await codeOf(client.send(wrong))).toBe('BadDigest');
    expect(await codeOf(client.send(new GetObjectCommand({ Bucket, Key: 'wrong' })))).toBe('NoSuchKey');
  });

  test('a request signed an hour ago', async () => {
    clock = Date.now() + 3_600_000;
    const late = new S3Client({
      endpoint: server.endpoint,
      region: 'cn-test-1',
      credentials,
      maxAttempts: 1,
    });
    expect(await codeOf(late.send(new GetObjectCommand({ Bucket, Key: 'letters' })))).toBe(
      'RequestTimeTooSkewed',
    );
    clock = null;
    late.destroy();
  });

  test('a browser of an allowed origin may ask, one of another may not', async () => {
    const ask = (origin: string) =>
      fetch(`${server.endpoint}/evidence/x`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'content-type',
        },
      });
    expect((await ask('http://localhost:8018')).headers.get('access-control-allow-origin')).toBe(
      'http://localhost:8018',
    );
    expect((await ask('http://evil.example')).status).toBe(403);
  });
});

const samples: [string, string, Buffer][] = [
  ['photograph', 'image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 1)])],
  ['PDF', 'application/pdf', Buffer.from(`%PDF-1.4\n${'x'.repeat(700)}\n%%EOF`)],
  ['OFD', 'application/ofd', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(900, 7)])],
];

/** Sends exactly these headers: fetch would put its own length and refuse others. */
function send(
  method: string,
  url: string,
  headers: Record<string, string | number>,
  body: Buffer,
): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      { method, headers: { 'content-length': body.length, ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? '' }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe.each(samples)('a link for one %s', (kind, contentType, bytes) => {
  let number = 0;
  const makeLink = async () => {
    number += 1;
    const key = `link/${kind}/${number}`;
    const link = await presignUpload(client, {
      bucket: Bucket,
      key,
      size: bytes.length,
      contentType,
      sha256Base64: sha256(bytes),
    });
    return { key, ...link };
  };
  const stored = async (key: string) => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: key })).catch(() => null);
    return answer === null ? null : Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
  };
  const longer = Buffer.concat([bytes, Buffer.from('more')]);
  const altered = Buffer.from(bytes);
  altered[altered.length - 1] = 99;

  test('takes the very file it was made for, announces it, and signs exactly five headers', async () => {
    const { key, url, headers } = await makeLink();
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;if-none-match;x-amz-checksum-sha256',
    );
    expect(await send('PUT', url, headers, bytes)).toMatchObject({ status: 200 });
    expect((await stored(key))?.equals(bytes)).toBe(true);
    expect(created.filter((event) => event.key === key)).toHaveLength(1);
  });

  type Link = Awaited<ReturnType<typeof makeLink>>;
  const refused: [string, number, string, (link: Link) => Promise<{ status: number; code: string }>][] = [
    [
      'another content type',
      403,
      'SignatureDoesNotMatch',
      ({ url, headers }) => send('PUT', url, { ...headers, 'content-type': 'text/html' }, bytes),
    ],
    ['a longer body', 403, 'SignatureDoesNotMatch', ({ url, headers }) => send('PUT', url, headers, longer)],
    [
      'other bytes of the same length',
      400,
      'BadDigest',
      ({ url, headers }) => send('PUT', url, headers, altered),
    ],
    [
      'a dropped If-None-Match',
      403,
      'SignatureDoesNotMatch',
      ({ url, headers }) =>
        send(
          'PUT',
          url,
          { 'content-type': contentType, 'x-amz-checksum-sha256': headers['x-amz-checksum-sha256'] ?? '' },
          bytes,
        ),
    ],
    [
      'another place',
      403,
      'SignatureDoesNotMatch',
      ({ url, headers }) => send('PUT', url.replace('/link/', '/lnik/'), headers, bytes),
    ],
    [
      'deleting with it',
      403,
      'SignatureDoesNotMatch',
      ({ url, headers }) => send('DELETE', url, headers, Buffer.alloc(0)),
    ],
    [
      'an ACL nobody signed',
      403,
      'AccessDenied',
      ({ url, headers }) => send('PUT', url, { ...headers, 'x-amz-acl': 'public-read' }, bytes),
    ],
    [
      'an altered signature',
      403,
      'SignatureDoesNotMatch',
      ({ url, headers }) =>
        send(
          'PUT',
          url.replace(/Signature=./, (found) => (found.endsWith('0') ? 'Signature=1' : 'Signature=0')),
          headers,
          bytes,
        ),
    ],
    [
      'being used too late',
      403,
      'AccessDenied',
      async ({ url, headers }) => {
        clock = Date.now() + 301_000;
        const answer = await send('PUT', url, headers, bytes);
        clock = null;
        return answer;
      },
    ],
    [
      'a link as the SDK makes it by default, which claims the CRC32 of no bytes',
      400,
      'BadDigest',
      async ({ key }) => {
        const plain = new S3Client({ endpoint: server.endpoint, region: 'cn-test-1', credentials });
        const url = await getSignedUrl(plain, new PutObjectCommand({ Bucket, Key: key }), { expiresIn: 300 });
        plain.destroy();
        return send('PUT', url, {}, bytes);
      },
    ],
  ];

  test.each(refused)('refuses %s, and nothing is stored', async (_, status, code, attack) => {
    const link = await makeLink();
    expect(await attack(link)).toEqual({ status, code });
    expect(await stored(link.key)).toBeNull();
    // Nor does it change what the link has brought already.
    await send('PUT', link.url, link.headers, bytes);
    expect((await attack(link)).status).toBeGreaterThanOrEqual(400);
    expect((await stored(link.key))?.equals(bytes)).toBe(true);
  });

  test('the attacks are the eleven that there are, the second use among them', () => {
    expect(new Set(refused.map(([what]) => what)).size + 1).toBe(11);
  });

  test('refuses being used a second time, and the first upload stays as it was', async () => {
    const { key, url, headers } = await makeLink();
    await send('PUT', url, headers, bytes);
    expect(await send('PUT', url, headers, bytes)).toEqual({ status: 412, code: 'PreconditionFailed' });
    expect((await stored(key))?.equals(bytes)).toBe(true);
  });
});

test('a download link saves the file under its Chinese name and never shows it', async () => {
  await client.send(
    new PutObjectCommand({
      Bucket,
      Key: 'down',
      Body: '<script>alert(1)</script>',
      ContentType: 'text/html',
    }),
  );
  const url = await presignDownload(client, {
    bucket: Bucket,
    key: 'down',
    fileName: '会议记录 "一".html',
    contentType: 'text/html',
  });
  const answer = await fetch(url);
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="____ ___.html"; filename*=UTF-8''%E4%BC%9A%E8%AE%AE%E8%AE%B0%E5%BD%95%20%22%E4%B8%80%22.html`,
  );
  expect(await answer.text()).toBe('<script>alert(1)</script>');
});

test('everything is there after a restart, and the newest objects are announced again in case a kill cut that off', async () => {
  await client.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept' }));
  await server.close();
  created.length = 0;
  server = await start(port);
  expect(await text((await client.send(new GetObjectCommand({ Bucket, Key: 'kept' }))).Body)).toBe('kept');
  expect(created.at(-1)?.key).toBe('kept');
});
