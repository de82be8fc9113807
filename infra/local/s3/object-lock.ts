import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { s3Errors } from './s3-error.ts';

/** Until when a version may not be removed. Nothing here can lift it, in either mode. */
export const objectLock = z.strictObject({
  mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
  until: z.iso.datetime(),
});
export type ObjectLock = z.infer<typeof objectLock>;

/** What a bucket with Object Lock gives each new version that states nothing itself. */
export type LockSettings = Readonly<{
  defaultRetention: Readonly<
    { mode: ObjectLock['mode']; days: number } | { mode: ObjectLock['mode']; years: number }
  > | null;
}>;

/**
 * The lock that a new version gets: the one that its request states, else the bucket's own.
 * @throws S3Error InvalidRequest as S3 says it: no lock on this bucket, a date that has passed, or a body without a checksum
 */
export function lockOf(
  request: IncomingMessage,
  settings: LockSettings | null,
  checksummed: boolean,
  now: number,
): ObjectLock | null {
  const stated = statedLock(request);
  if (settings === null) {
    if (stated !== null) throw s3Errors.invalid('Bucket is missing Object Lock Configuration');
    return null;
  }
  const lock = stated ?? defaultLock(settings, now);
  if (lock === null) return null;
  if (Date.parse(lock.until) <= now) throw s3Errors.invalid('The retain until date must be in the future!');
  if (!checksummed) {
    throw s3Errors.invalid(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  }
  return lock;
}

function statedLock({ headers }: IncomingMessage): ObjectLock | null {
  if (headers['x-amz-object-lock-legal-hold'] !== undefined) throw s3Errors.notImplemented('legal holds');
  const [mode, date] = [headers['x-amz-object-lock-mode'], headers['x-amz-object-lock-retain-until-date']];
  if (mode === undefined && date === undefined) return null;
  const until = typeof date === 'string' ? Date.parse(date) : NaN;
  const lock = objectLock.safeParse({
    mode,
    until: Number.isNaN(until) ? null : new Date(until).toISOString(),
  });
  if (!lock.success) {
    throw s3Errors.invalid(
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  }
  return lock.data;
}

function defaultLock({ defaultRetention: of }: LockSettings, now: number): ObjectLock | null {
  if (of === null) return null;
  const until = new Date(now);
  if ('years' in of) until.setUTCFullYear(until.getUTCFullYear() + of.years);
  else until.setUTCDate(until.getUTCDate() + of.days);
  return { mode: of.mode, until: until.toISOString() };
}

/** How a version says that it is locked. */
export function lockHeaders(lock: ObjectLock | null): Record<string, string> {
  return lock === null
    ? {}
    : { 'x-amz-object-lock-mode': lock.mode, 'x-amz-object-lock-retain-until-date': lock.until };
}

/** What GetObjectRetention answers. @throws S3Error NoSuchObjectLockConfiguration */
export function retentionXml(lock: ObjectLock | null): string {
  if (lock === null) throw s3Errors.noRetention();
  return `<?xml version="1.0" encoding="UTF-8"?><Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Mode>${lock.mode}</Mode><RetainUntilDate>${lock.until}</RetainUntilDate></Retention>`;
}

export function isLocked(lock: ObjectLock | null, now: number): boolean {
  return lock !== null && Date.parse(lock.until) > now;
}
