import type { IncomingMessage } from 'node:http';
import {
  headerOf,
  parseAuthorization,
  signatureAlgorithm,
  signatureFault,
  type Claim,
} from '../signature-v4.ts';
import { s3Errors } from './s3-error.ts';

/** Signatures, checked as S3 does: in a request's header, or as a link. */
export type Credentials = Readonly<{ accessKeyId: string; secretAccessKey: string; region: string }>;

/** What a checked request says of its body: a hash, or that it goes unsigned. */
export type Signed = Readonly<{ presigned: boolean; payload: string; signedHeaders: readonly string[] }>;

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
  const said = parseAuthorization(authorization);
  const date = headerOf(request, 'x-amz-date');
  const payload = headerOf(request, 'x-amz-content-sha256');
  if (said === null || date === '' || payload === '') throw s3Errors.accessDenied();
  if (Math.abs(timeOf(date) - now) > mostSkewMs) throw s3Errors.skewed();
  compare(request, url, credentials, { ...said, date, payload });
  return { presigned: false, payload, signedHeaders: said.signedHeaders };
}

function checkLink(request: IncomingMessage, url: URL, credentials: Credentials, now: number): Signed {
  const query = (name: string) => url.searchParams.get(name) ?? '';
  const date = query('X-Amz-Date');
  const life = Number(query('X-Amz-Expires'));
  const signedHeaders = query('X-Amz-SignedHeaders').split(';');
  if (query('X-Amz-Algorithm') !== signatureAlgorithm || !(life > 0 && life <= longestLife)) {
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

function compare(request: IncomingMessage, url: URL, credentials: Credentials, claim: Claim): void {
  switch (signatureFault(request, url, { ...credentials, service: 's3' }, claim)) {
    case 'scope':
      throw s3Errors.accessDenied();
    case 'signature':
      throw s3Errors.badSignature();
    case null:
  }
}

/** `20181231T160000Z` in milliseconds. */
function timeOf(date: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date);
  if (match === null) throw s3Errors.accessDenied('The date of the request is malformed.');
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
