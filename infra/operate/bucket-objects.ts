import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import type { BucketRole, InstallationAt } from './installation-at.ts';

type Place = Readonly<{ key: string; version: string | undefined }>;

/**
 * The objects under a prefix: of each the version that holds. In the heads' bucket that is the first one there was, since nobody writes
 * one twice and whoever does means to hide the first; elsewhere the newest, unless it was removed.
 */
export async function objectsUnder(
  { s3, buckets }: InstallationAt,
  role: BucketRole,
  prefix: string,
): Promise<readonly Place[]> {
  const found = new Map<string, Place>();
  let after: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | null = {};
  while (after !== null) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: buckets[role], Prefix: prefix, ...after }),
    );
    for (const { Key: key, VersionId: version, IsLatest } of page.Versions ?? [])
      if (key !== undefined && (role === 'heads' || IsLatest === true)) found.set(key, { key, version });
    after =
      page.IsTruncated === true
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : null;
  }
  return [...found.values()];
}

export type StoredObject = Readonly<{ bytes: Uint8Array; contentType: string }>;

/** An object's bytes, or null when it is not there. */
export async function readObject(
  { s3, buckets }: InstallationAt,
  role: BucketRole,
  { key, version }: Place,
): Promise<StoredObject | null> {
  try {
    const found = await s3.send(
      new GetObjectCommand({ Bucket: buckets[role], Key: key, VersionId: version }),
    );
    const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
    return { bytes, contentType: found.ContentType ?? 'application/octet-stream' };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

export async function writeObject(
  { s3, buckets }: InstallationAt,
  role: BucketRole,
  key: string,
  { bytes, contentType }: StoredObject,
): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: buckets[role],
      Key: key,
      Body: bytes,
      ContentType: contentType,
      // A bucket whose objects are locked takes nothing without a checksum.
      ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    }),
  );
}
