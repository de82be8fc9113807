import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { explainSystemError, systemCode } from '../local-runtime-error.ts';
import { claimedChecksums, decodedBody } from './body.ts';
import { corsHeaders, preflightHeaders, type CorsRule } from './cors.ts';
import { isLocked, lockHeaders, lockOf, retentionXml, type LockSettings } from './object-lock.ts';
import { escapeXml } from './escape-xml.ts';
import { startExpiry, type LifecycleRule } from './lifecycle.ts';
import { listing } from './listing.ts';
import { ObjectFiles, type Version } from './object-files.ts';
import { S3Error, s3Errors } from './s3-error.ts';
import { checkSignature, type Credentials, type Signed } from './signature.ts';

export type BucketSettings = Readonly<{
  name: string;
  versioned: boolean;
  cors: readonly CorsRule[];
  /** Null for a bucket without Object Lock. */
  lock: LockSettings | null;
  /** Left out, everything stays. */
  lifecycle?: readonly LifecycleRule[];
}>;
export type ObjectCreated = Readonly<{
  bucket: string;
  key: string;
  size: number;
  etag: string;
  versionId?: string;
}>;

export type S3Options = Readonly<{
  dir: string;
  host?: string;
  /** 0 takes a free one. */
  port: number;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  buckets: readonly BucketSettings[];
  now?: () => number;
  /** Told what has expired and could not be removed. */
  log?: (line: string) => void;
  /** Called when an object is safely on disk, before the uploader is answered; may come twice for one object. */
  onObjectCreated: (event: ObjectCreated) => void;
}>;

type Bucket = Readonly<{ settings: BucketSettings; files: ObjectFiles }>;
type Call = Readonly<{
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  bucket: Bucket;
  key: string;
  signed: Signed;
  now: number;
}>;

/** Objects whose announcement a kill may have cut off: more than ever upload at once. They are announced again at start. */
const announcedAgain = 64;
/** S3's own limit for one PUT. */
const largestPut = 5 * 1024 ** 3;

/**
 * A small, strict S3 on loopback: the few operations that the product uses, refused wherever S3 would refuse. The endpoint is
 * an IP address, for which the SDK puts the bucket in the path by itself.
 * @throws LocalRuntimeError `port-busy`
 */
export async function startS3(options: S3Options): Promise<{ endpoint: string; close: () => Promise<void> }> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? Date.now;
  const buckets = new Map(
    options.buckets.map((settings): [string, Bucket] => [
      settings.name,
      { settings, files: new ObjectFiles(path.join(options.dir, settings.name), now) },
    ]),
  );
  const server = createServer({ requestTimeout: 600_000 }, (request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-amz-request-id', String(now()));
    try {
      await handle(request, response, {
        buckets,
        credentials: options,
        now: now(),
        announce: options.onObjectCreated,
      });
    } catch (error) {
      refuse(request, response, error);
    }
  }

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => reject(explainSystemError(error, `${host}:${options.port}`)));
    server.listen(options.port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
  // Before anything is announced again: what has expired while the runtime was off is not found any more.
  const expiry = await startExpiry({
    buckets: [...buckets.values()].map(({ settings: { name, versioned, lifecycle = [] }, files }) => ({
      name,
      files,
      rules: lifecycle,
      versioned,
    })),
    now,
    log: options.log ?? (() => undefined),
  });
  for (const { settings, files } of buckets.values()) {
    const newest = [...files.list('')]
      .sort((left, right) => right.sequence - left.sequence)
      .slice(0, announcedAgain);
    newest.reverse().forEach((version) => options.onObjectCreated(createdEvent(settings.name, version)));
  }
  return {
    endpoint: `http://${host}:${port}`,
    close: async () => {
      await expiry.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

type Service = Readonly<{
  buckets: ReadonlyMap<string, Bucket>;
  credentials: Credentials;
  now: number;
  announce: (event: ObjectCreated) => void;
}>;

async function handle(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://store');
  const [, name = '', ...rest] = url.pathname.split('/');
  const bucket = service.buckets.get(decodeURIComponent(name));
  const key = decodeURIComponent(rest.join('/'));
  if (request.method === 'OPTIONS') {
    const allowed = bucket === undefined ? null : preflightHeaders(bucket.settings.cors, request.headers);
    if (allowed === null) throw s3Errors.accessDenied('This CORS request is not allowed.');
    response.writeHead(200, allowed).end();
    return;
  }
  if (bucket !== undefined) {
    for (const [header, value] of Object.entries(
      corsHeaders(bucket.settings.cors, request.headers, request.method ?? ''),
    )) {
      response.setHeader(header, value);
    }
  }
  const signed = checkSignature(request, url, service.credentials, service.now);
  if (bucket === undefined) throw s3Errors.noBucket();
  await operation({ request, response, url, bucket, key, signed, now: service.now }, service.announce);
}

/** Query parameters that choose other operations of S3 than the plain ones. */
const known =
  /^(x-id|list-type|versions|prefix|delimiter|max-keys|continuation-token|key-marker|version-id-marker|start-after|encoding-type|versionId|retention|response-content-(type|disposition)|X-Amz-.*|x-amz-checksum-.*|x-amz-sdk-checksum-algorithm)$/;

async function operation(call: Call, announce: Service['announce']): Promise<void> {
  const { request, url, key } = call;
  const other = [...url.searchParams.keys()].find((name) => !known.test(name));
  if (other !== undefined) throw s3Errors.notImplemented(`${request.method ?? ''} ?${other}`);
  if (request.headers['x-amz-copy-source'] !== undefined) throw s3Errors.notImplemented('CopyObject');
  if (url.searchParams.has('retention')) {
    if (request.method !== 'GET') throw s3Errors.notImplemented('PutObjectRetention');
    return getRetention(call);
  }
  switch (request.method) {
    case 'PUT':
      if (key === '') throw s3Errors.notImplemented('CreateBucket');
      return putObject(call, announce);
    case 'GET':
      return key === '' ? sendListing(call) : getObject(call, true);
    case 'HEAD':
      return key === '' ? void call.response.writeHead(200).end() : getObject(call, false);
    case 'DELETE':
      if (key === '') throw s3Errors.notImplemented('DeleteBucket');
      return deleteObject(call);
    default:
      throw s3Errors.notImplemented(request.method ?? 'no method');
  }
}

const storedHeaders =
  /^(content-type|content-disposition|content-language|cache-control|expires|x-amz-meta-.+)$/;

async function putObject(
  { request, response, url, bucket, key, signed, now }: Call,
  announce: Service['announce'],
): Promise<void> {
  const length = request.headers['x-amz-decoded-content-length'] ?? request.headers['content-length'];
  if (length === undefined) throw s3Errors.missingLength();
  const size = Number(length);
  if (size > largestPut) throw s3Errors.invalid('The object is larger than one PUT may be.');
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    throw s3Errors.notImplemented('If-None-Match other than *');
  if (ifNoneMatch === '*' && bucket.files.find(key, null) !== null) throw s3Errors.precondition();

  const checksums = claimedChecksums(request, url);
  const lock = lockOf(request, bucket.settings.lock, checksums.claimed, now);
  const received = await bucket.files.receive(observed(decodedBody(request), checksums.update), size);
  try {
    if (received.size !== size) throw s3Errors.incomplete();
    if (/^[0-9a-f]{64}$/.test(signed.payload) && signed.payload !== received.sha256)
      throw s3Errors.contentMismatch();
    checksums.check(received);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        storedHeaders.test(name) && typeof value === 'string' ? [[name, value]] : [],
      ),
    );
    const version = await bucket.files.put(key, received, headers, lock, ifNoneMatch === '*');
    if (version === null) throw s3Errors.precondition();
    announce(createdEvent(bucket.settings.name, version));
    response
      .writeHead(200, {
        etag: `"${version.etag}"`,
        ...versionHeader(bucket, version),
        ...checksumHeader(version),
      })
      .end();
  } catch (error) {
    if (bucket.files.find(key, null)?.versionId !== path.basename(received.file))
      await bucket.files.discard(received);
    throw error;
  }
}

async function getObject(
  { request, response, url, bucket, key, signed }: Call,
  withBody: boolean,
): Promise<void> {
  const version = bucket.files.find(key, url.searchParams.get('versionId'));
  if (version === null) throw s3Errors.noKey();
  const range = rangeOf(request.headers.range, version.size);
  const type = url.searchParams.get('response-content-type');
  const disposition = url.searchParams.get('response-content-disposition');
  if (
    (type !== null || disposition !== null) &&
    !signed.presigned &&
    request.headers.authorization === undefined
  ) {
    throw s3Errors.accessDenied();
  }
  const length = range === null ? version.size : range.end - range.start + 1;
  response.writeHead(range === null ? 200 : 206, {
    'content-type': 'binary/octet-stream',
    ...version.headers,
    ...(type === null ? {} : { 'content-type': type }),
    ...(disposition === null ? {} : { 'content-disposition': disposition }),
    'content-length': length,
    'accept-ranges': 'bytes',
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    etag: `"${version.etag}"`,
    ...(range === null ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${version.size}` }),
    ...versionHeader(bucket, version),
    ...lockHeaders(version.lock),
    ...(request.headers['x-amz-checksum-mode'] === 'ENABLED' ? checksumHeader(version) : {}),
  });
  if (!withBody || length === 0) {
    response.end();
    return;
  }
  await pipeline(bucket.files.read(version, range), response);
}

function sendListing({ response, url, bucket }: Call): void {
  const body = listing(url.searchParams, bucket.settings.name, bucket.files);
  response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
}

/** @throws S3Error NoSuchKey, NoSuchObjectLockConfiguration */
function getRetention({ response, url, bucket, key }: Call): void {
  const version = bucket.files.find(key, url.searchParams.get('versionId'));
  if (version === null) throw s3Errors.noKey();
  const body = retentionXml(version.lock);
  response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
}

async function deleteObject({ response, url, bucket, key, now }: Call): Promise<void> {
  const versionId = url.searchParams.get('versionId');
  if (versionId !== null) {
    if (isLocked(bucket.files.find(key, versionId)?.lock ?? null, now))
      throw s3Errors.accessDenied('Access Denied because object protected by object lock.');
    // Removing one version for good: the product never does it.
    throw s3Errors.notImplemented('DeleteObject of one version');
  }
  const marker = await bucket.files.remove(key);
  response.writeHead(204, { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, marker) }).end();
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = asS3Error(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${known.code}</Code><Message>${escapeXml(known.message)}</Message></Error>`;
  // The rest of a refused upload is not read: the connection ends with the answer.
  response.writeHead(known.status, { 'content-type': 'application/xml', connection: 'close' });
  response.end(request.method === 'HEAD' ? '' : body);
}

function asS3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (error instanceof RangeError || error instanceof URIError) return s3Errors.invalid(error.message);
  if (systemCode(error) === 'ENOSPC') return s3Errors.full();
  if (systemCode(error) === 'ECONNRESET') return s3Errors.incomplete();
  return new S3Error(500, 'InternalError', error instanceof Error ? error.message : String(error));
}

async function* observed(
  body: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    see(chunk);
    yield chunk;
  }
}

function createdEvent(bucket: string, version: Version): ObjectCreated {
  const { key, size, etag, versionId } = version;
  return { bucket, key, size, etag, versionId };
}

function versionHeader(bucket: Bucket, version: Version): Record<string, string> {
  return bucket.settings.versioned ? { 'x-amz-version-id': version.versionId } : {};
}

function checksumHeader(version: Version): Record<string, string> {
  return {
    'x-amz-checksum-sha256': Buffer.from(version.sha256, 'hex').toString('base64'),
    'x-amz-checksum-type': 'FULL_OBJECT',
  };
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) throw s3Errors.invalidRange();
  return { start, end };
}
