import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { s3Errors } from './s3-error.ts';

/**
 * AWS Signature Version 4, checked as S3 does: the request exactly as it came is canonicalised with the headers it says
 * were signed, and the signature must be ours. Written out here because a signer library re-signs what it parsed, not the
 * bytes that arrived.
 */
export type Credentials = Readonly<{ accessKeyId: string; secretAccessKey: string; region: string }>;

/** What a checked request says of its body: a hash, or that it goes unsigned. */
export type Signed = Readonly<{ presigned: boolean; payload: string; signedHeaders: readonly string[] }>;

const algorithm = 'AWS4-HMAC-SHA256';
/** S3 allows clocks 15 minutes apart. */
const mostSkewMs = 15 * 60_000;
/** A link may live a week at most. */
const longestLife = 604_800;

/** @throws S3Error AccessDenied, SignatureDoesNotMatch, RequestTimeTooSkewed */
export function checkSignature(
  request: IncomingMessage,
  url: URL,
  credentials: Credentials,
  now: number,
): Signed {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return checkHeader(request, url, credentials, now, authorization);
  if (url.searchParams.has('X-Amz-Signature')) return checkLink(request, url, credentials, now);
  throw s3Errors.accessDenied();
}

function checkHeader(
  request: IncomingMessage,
  url: URL,
  credentials: Credentials,
  now: number,
  authorization: string,
): Signed {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  const [, credential = '', headerList = '', signature = ''] = match ?? [];
  const date = headerOf(request, 'x-amz-date');
  const payload = headerOf(request, 'x-amz-content-sha256');
  if (match === null || date === '' || payload === '') throw s3Errors.accessDenied();
  if (Math.abs(timeOf(date) - now) > mostSkewMs) throw s3Errors.skewed();
  const signedHeaders = headerList.split(';');
  compare(request, url, credentials, { credential, date, payload, signedHeaders, signature });
  return { presigned: false, payload, signedHeaders };
}

function checkLink(request: IncomingMessage, url: URL, credentials: Credentials, now: number): Signed {
  const query = (name: string) => url.searchParams.get(name) ?? '';
  const date = query('X-Amz-Date');
  const life = Number(query('X-Amz-Expires'));
  const signedHeaders = query('X-Amz-SignedHeaders').split(';');
  if (query('X-Amz-Algorithm') !== algorithm || !(life > 0 && life <= longestLife)) {
    throw s3Errors.accessDenied('Query-string authentication needs all of its parameters.');
  }
  const issued = timeOf(date);
  if (issued - now > mostSkewMs) throw s3Errors.accessDenied('Request is not yet valid');
  if (now > issued + life * 1000) throw s3Errors.accessDenied('Request has expired');
  compare(request, url, credentials, {
    credential: query('X-Amz-Credential'),
    date,
    payload: query('X-Amz-Content-Sha256') || 'UNSIGNED-PAYLOAD',
    signedHeaders,
    signature: query('X-Amz-Signature'),
  });
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  if (unsigned !== undefined) {
    throw s3Errors.accessDenied(
      `There were headers present in the request which were not signed: ${unsigned}`,
    );
  }
  return { presigned: true, payload: 'UNSIGNED-PAYLOAD', signedHeaders };
}

type Claim = Readonly<{
  credential: string;
  date: string;
  payload: string;
  signedHeaders: readonly string[];
  signature: string;
}>;

function compare(request: IncomingMessage, url: URL, credentials: Credentials, claim: Claim): void {
  const [accessKeyId, day = '', region, service, terminal] = claim.credential.split('/');
  const scope = `${day}/${credentials.region}/s3/aws4_request`;
  if (
    accessKeyId !== credentials.accessKeyId ||
    region !== credentials.region ||
    service !== 's3' ||
    terminal !== 'aws4_request' ||
    claim.date.slice(0, 8) !== day ||
    !claim.signedHeaders.includes('host')
  ) {
    throw s3Errors.accessDenied();
  }
  const canonical = [
    request.method ?? '',
    // S3 signs the path as it is sent, without normalising or encoding it again.
    (request.url ?? '/').split('?', 1)[0] ?? '/',
    canonicalQuery(url),
    ...claim.signedHeaders.map((name) => `${name}:${headerOf(request, name).trim().replace(/ +/g, ' ')}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const toSign = [algorithm, claim.date, scope, sha256(canonical)].join('\n');
  const steps = [day, credentials.region, 's3', 'aws4_request'];
  const key = steps.reduce<Buffer>(
    (secret, step) => hmac(secret, step),
    Buffer.from(`AWS4${credentials.secretAccessKey}`),
  );
  const ours = hmac(key, toSign);
  const theirs = Buffer.from(claim.signature, 'hex');
  if (theirs.length !== ours.length || !timingSafeEqual(ours, theirs)) throw s3Errors.badSignature();
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a, av], [b, bv]) => (a === b ? (av < bv ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/** `20181231T160000Z` in milliseconds. */
function timeOf(date: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date);
  if (match === null) throw s3Errors.accessDenied('The date of the request is malformed.');
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
