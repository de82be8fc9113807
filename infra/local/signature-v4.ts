import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * AWS Signature Version 4: the request exactly as it came is canonicalised with the headers it says were signed, and the
 * signature must be ours. Written out here because a signer library re-signs what it parsed, not the bytes that arrived.
 */
export type SigningScope = Readonly<{
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  service: 's3' | 'kms';
}>;

/** What a request says of its own signature. */
export type Claim = Readonly<{
  credential: string;
  date: string;
  /** The hash of the body that was signed, or that it goes unsigned. */
  payload: string;
  signedHeaders: readonly string[];
  signature: string;
}>;

export const signatureAlgorithm = 'AWS4-HMAC-SHA256';

/** What stands in the `authorization` header; null when it is malformed. */
export function parseAuthorization(
  header: string,
): Pick<Claim, 'credential' | 'signedHeaders' | 'signature'> | null {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(header);
  if (match === null) return null;
  const [, credential = '', headerList = '', signature = ''] = match;
  return { credential, signedHeaders: headerList.split(';'), signature };
}

/** What is wrong with a signature: made for something else, or by another secret or of another request; null when it is right. */
export function signatureFault(
  request: IncomingMessage,
  url: URL,
  scope: SigningScope,
  claim: Claim,
): 'scope' | 'signature' | null {
  const [accessKeyId, day = '', region, service, terminal] = claim.credential.split('/');
  if (
    accessKeyId !== scope.accessKeyId ||
    region !== scope.region ||
    service !== scope.service ||
    terminal !== 'aws4_request' ||
    claim.date.slice(0, 8) !== day ||
    !claim.signedHeaders.includes('host')
  ) {
    return 'scope';
  }
  const canonical = [
    request.method ?? '',
    // S3 signs the path as it is sent, without normalising or encoding it again; other services are called at `/`.
    (request.url ?? '/').split('?', 1)[0] ?? '/',
    canonicalQuery(url),
    ...claim.signedHeaders.map((name) => `${name}:${headerOf(request, name).trim().replace(/ +/g, ' ')}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const steps = [day, scope.region, scope.service, 'aws4_request'];
  const toSign = [signatureAlgorithm, claim.date, steps.join('/'), sha256(canonical)].join('\n');
  const key = steps.reduce<Buffer>(
    (secret, step) => hmac(secret, step),
    Buffer.from(`AWS4${scope.secretAccessKey}`),
  );
  const ours = hmac(key, toSign);
  const theirs = Buffer.from(claim.signature, 'hex');
  return theirs.length !== ours.length || !timingSafeEqual(ours, theirs) ? 'signature' : null;
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

/** A header as one line. */
export function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
