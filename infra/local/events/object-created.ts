import { randomUUID } from 'node:crypto';
import { place } from '../template/physical-ids.ts';
import type { BusEvent } from './event-bus.ts';

/** An object that S3 has stored. */
export type StoredObject = Readonly<{
  bucket: string;
  key: string;
  size: number;
  etag: string;
  versionId?: string | undefined;
}>;

/** The event that S3 gives EventBridge for a stored object. The key stands as it is, not percent-encoded; the etag without quotes. */
export function objectCreatedEvent({ bucket, key, size, etag, versionId }: StoredObject): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: place.account,
    time: new Date().toISOString().replace(/\.\d{3}Z$/u, 'Z'),
    region: place.region,
    resources: [`arn:${place.partition}:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: {
        key,
        size,
        etag: etag.replaceAll('"', ''),
        ...(versionId === undefined ? {} : { 'version-id': versionId }),
      },
      'request-id': randomUUID(),
      requester: place.account,
      reason: 'PutObject',
    },
  };
}
