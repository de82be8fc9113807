/** An error as S3 words it: its code, its status, and what the message says. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const s3Errors = {
  accessDenied: (message = 'Access Denied') => new S3Error(403, 'AccessDenied', message),
  badSignature: () =>
    new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    ),
  badDigest: (what: string) =>
    new S3Error(400, 'BadDigest', `The ${what} you specified did not match what we received.`),
  contentMismatch: () =>
    new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ),
  invalid: (message: string) => new S3Error(400, 'InvalidRequest', message),
  incomplete: () => new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly.'),
  invalidRange: () => new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable.'),
  missingLength: () =>
    new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.'),
  noBucket: () => new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist.'),
  noRetention: () =>
    new S3Error(
      404,
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    ),
  noKey: () => new S3Error(404, 'NoSuchKey', 'The specified key does not exist.'),
  notImplemented: (what: string) =>
    new S3Error(501, 'NotImplemented', `The embedded store does not do this: ${what}.`),
  precondition: () =>
    new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.'),
  skewed: () =>
    new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    ),
  full: () => new S3Error(507, 'InsufficientStorage', 'The disk of the data folder is full.'),
} as const;
